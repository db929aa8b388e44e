using CareConnect.Hub.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareConnect.Hub.Crisis;

/// <summary>A crisis alert. It holds no words: those are in its room.</summary>
public sealed class StoredAlert
{
    public Guid Id { get; set; }

    /// <summary>Id of the patient's record; null for a drill.</summary>
    public Guid? Record { get; set; }

    /// <summary><c>help-button</c>, <c>signal</c>, <c>screener</c>, <c>staff</c>, <c>drill</c>.</summary>
    public string Cause { get; set; } = "";

    public long RaisedAt { get; set; }

    /// <summary><c>raised</c>, <c>paged</c>, <c>acknowledged</c>, <c>contact-made</c>, <c>closed</c>.</summary>
    public string State { get; set; } = "";

    /// <summary>Person id, or null.</summary>
    public string? Owner { get; set; }

    /// <summary>By when the owner must have reached the patient; null unless acknowledged.</summary>
    public long? ContactBy { get; set; }

    /// <summary>Id of the crisis room: the first one committed.</summary>
    public string? Room { get; set; }

    public long? ClosedAt { get; set; }

    public string? Disposition { get; set; }

    /// <summary>Person id.</summary>
    public string? FollowUpOwner { get; set; }

    /// <summary>A date of the clinic's calendar, <c>2026-11-24</c>.</summary>
    public string? FollowUpOn { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredAlert>
    {
        public void Configure(EntityTypeBuilder<StoredAlert> builder)
        {
            builder.ToTable("Alerts");
            // One open alert a patient, whatever races.
            builder.HasIndex(a => a.Record).IsUnique().HasFilter("State <> 'closed'").HasDatabaseName("IX_Alerts_Open");
            builder.HasIndex(a => a.State);
            builder.HasIndex(a => a.ClosedAt);
            builder.HasOne<Account>().WithMany().HasForeignKey(a => a.Record).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>Something that happened to an alert, stored in one transaction with it.</summary>
public sealed class StoredAlertEvent
{
    public Guid Alert { get; set; }

    /// <summary>From 1, in the order they happened.</summary>
    public int Number { get; set; }

    /// <summary>As in <see cref="Protocol.AlertEvent"/>.</summary>
    public string Kind { get; set; } = "";

    public long At { get; set; }

    /// <summary>Person id; null for a patient without keys, and for the clinic's clocks.</summary>
    public string? Actor { get; set; }

    public string Detail { get; set; } = "";

    /// <summary>The id that the client made for the call, of <c>raised</c> and <c>repeated</c>: a retry is known by it.</summary>
    public Guid? Call { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredAlertEvent>
    {
        public void Configure(EntityTypeBuilder<StoredAlertEvent> builder)
        {
            builder.ToTable("AlertEvents");
            builder.HasKey(e => new { e.Alert, e.Number });
            builder.HasIndex(e => e.Call);
            builder.HasOne<StoredAlert>().WithMany().HasForeignKey(e => e.Alert).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
