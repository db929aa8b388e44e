using CareConnect.Hub.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareConnect.Hub.Queue;

/// <summary>A row of the queue: one patient's wait, from the first unanswered message or signal until it is closed.</summary>
public sealed class StoredItem
{
    public Guid Id { get; set; }

    /// <summary>The thread; null when the patient shared something and there is none.</summary>
    public string? Circle { get; set; }

    /// <summary>Null when no team is known: then everybody sees it.</summary>
    public string? Team { get; set; }

    /// <summary>Id of the patient's record, which stays when their keys are replaced.</summary>
    public Guid Record { get; set; }

    /// <summary>Null while the patient has no keys.</summary>
    public string? Person { get; set; }

    /// <summary><c>waiting</c>, <c>claimed</c>, <c>answered</c>, <c>closed</c>.</summary>
    public string State { get; set; } = "";

    /// <summary>0 crisis to 3 routine.</summary>
    public int Level { get; set; }

    public long ClaimBy { get; set; }

    public long ContactBy { get; set; }

    /// <summary>JSON, the strongest first.</summary>
    public string Reasons { get; set; } = "";

    public string PackVersion { get; set; } = "";

    /// <summary>JSON: all that was shared since the patient began to wait.</summary>
    public string Signals { get; set; } = "";

    /// <summary>Person id, or null.</summary>
    public string? Owner { get; set; }

    public long? ClaimedAt { get; set; }

    public string? Outcome { get; set; }

    /// <summary>JSON: the last time a person lowered it, or null.</summary>
    public string? Lowering { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredItem>
    {
        public void Configure(EntityTypeBuilder<StoredItem> builder)
        {
            builder.ToTable("QueueItems");
            // A thread waits once: a second item of it can't be opened, whatever races.
            builder.HasIndex(i => i.Circle).IsUnique().HasFilter("State <> 'closed'").HasDatabaseName("IX_QueueItems_Open");
            // And without a thread, a patient waits once.
            builder.HasIndex(i => i.Record).IsUnique().HasFilter("Circle IS NULL AND State <> 'closed'").HasDatabaseName("IX_QueueItems_OpenAlone");
            builder.HasIndex(i => new { i.Record, i.State });
            builder.HasIndex(i => new { i.Circle, i.Id });
            builder.HasIndex(i => new { i.Team, i.State });
            // What the clock looks for.
            builder.HasIndex(i => new { i.State, i.ClaimBy });
            builder.HasOne<Account>().WithMany().HasForeignKey(i => i.Record).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
