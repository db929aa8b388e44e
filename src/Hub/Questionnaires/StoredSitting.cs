using CareConnect.Hub.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareConnect.Hub.Questionnaires;

/// <summary>A patient sat down with a questionnaire. Times are Unix milliseconds.</summary>
public sealed class StoredSitting
{
    public Guid Id { get; set; }

    /// <summary>Id of the patient's record.</summary>
    public Guid Record { get; set; }

    /// <summary>What it began with: <c>phq9</c>, <c>gad7</c>, <c>screener</c>.</summary>
    public string Begun { get; set; } = "";

    public long BegunAt { get; set; }

    /// <summary><c>open</c>, <c>finished</c>, <c>left</c>.</summary>
    public string State { get; set; } = "";

    /// <summary>When it counts as left, if nothing more is answered.</summary>
    public long LeftAt { get; set; }

    public long? EndedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredSitting>
    {
        public void Configure(EntityTypeBuilder<StoredSitting> builder)
        {
            builder.ToTable("Sittings");
            // One at a time of a kind: a second one can't be begun, whatever races.
            builder.HasIndex(s => new { s.Record, s.Begun }).IsUnique().HasFilter("State = 'open'").HasDatabaseName("IX_Sittings_Open");
            // What the clock looks for.
            builder.HasIndex(s => new { s.State, s.LeftAt });
            builder.HasOne<Account>().WithMany().HasForeignKey(s => s.Record).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
