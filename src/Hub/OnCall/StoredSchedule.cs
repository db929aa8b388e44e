using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareConnect.Hub.OnCall;

/// <summary>One version of an on-call schedule. The highest is in force; earlier ones say who changed what, and when.</summary>
public sealed class StoredSchedule
{
    public Guid Id { get; set; }

    /// <summary>From 1.</summary>
    public int Version { get; set; }

    public string Name { get; set; } = "";

    /// <summary>IANA name.</summary>
    public string TimeZone { get; set; } = "";

    /// <summary>JSON of <see cref="Protocol.OnCallRotation"/>s.</summary>
    public string Rotations { get; set; } = "[]";

    /// <summary>The last version of a schedule that is no more.</summary>
    public bool Removed { get; set; }

    /// <summary>Person id.</summary>
    public string ChangedBy { get; set; } = "";

    public long ChangedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredSchedule>
    {
        public void Configure(EntityTypeBuilder<StoredSchedule> builder)
        {
            builder.ToTable("OnCallSchedules");
            builder.HasKey(s => new { s.Id, s.Version });
        }
    }
}

/// <summary>Somebody, or nobody, instead of whoever the rotations name.</summary>
public sealed class StoredOverride
{
    public Guid Id { get; set; }

    public Guid Schedule { get; set; }

    public long From { get; set; }

    public long Until { get; set; }

    /// <summary>Person id; null: nobody.</summary>
    public string? Person { get; set; }

    /// <summary>Person id.</summary>
    public string MadeBy { get; set; } = "";

    public long MadeAt { get; set; }

    /// <summary>The swap it came from, if any.</summary>
    public Guid? Swap { get; set; }

    /// <summary>Person id; null while it counts.</summary>
    public string? RemovedBy { get; set; }

    public long? RemovedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredOverride>
    {
        public void Configure(EntityTypeBuilder<StoredOverride> builder)
        {
            builder.ToTable("OnCallOverrides");
            // Asked with every page: those that count and are not over.
            builder.HasIndex(o => o.Until).HasFilter("RemovedAt IS NULL").HasDatabaseName("IX_OnCallOverrides_Ahead");
        }
    }
}

/// <summary>Two shifts to be exchanged, if the other agrees.</summary>
public sealed class StoredSwap
{
    public Guid Id { get; set; }

    public Guid Schedule { get; set; }

    /// <summary>Person id.</summary>
    public string Asker { get; set; } = "";

    public long GivesFrom { get; set; }

    public long GivesUntil { get; set; }

    /// <summary>Person id.</summary>
    public string Other { get; set; } = "";

    public long TakesFrom { get; set; }

    public long TakesUntil { get; set; }

    /// <summary><c>asked</c>, <c>agreed</c>, <c>declined</c>, <c>withdrawn</c>.</summary>
    public string State { get; set; } = "";

    public long AskedAt { get; set; }

    public long? EndedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredSwap>
    {
        public void Configure(EntityTypeBuilder<StoredSwap> builder)
        {
            builder.ToTable("OnCallSwaps");
            builder.HasIndex(s => s.State);
        }
    }
}
