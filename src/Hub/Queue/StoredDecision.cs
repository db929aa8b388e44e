using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareConnect.Hub.Queue;

/// <summary>A triage decision with all that went into it, so that it can be explained, and made again years later.</summary>
public sealed class StoredDecision
{
    public Guid Item { get; set; }

    /// <summary>From 1, in the order they were made.</summary>
    public int Number { get; set; }

    /// <summary>The moment that the rules were given as now.</summary>
    public long At { get; set; }

    public string PackVersion { get; set; } = "";

    /// <summary>The clinic's time zone at that moment: with the version, it names the whole pack.</summary>
    public string TimeZone { get; set; } = "";

    /// <summary>JSON, as in <see cref="StoredItem.Signals"/>.</summary>
    public string Signals { get; set; } = "";

    /// <summary>Since when somebody who was there had it.</summary>
    public long? ClaimedAt { get; set; }

    /// <summary>JSON: the lowering that the rules were given, or null.</summary>
    public string? Lowering { get; set; }

    public int Level { get; set; }

    public long ClaimBy { get; set; }

    public long ContactBy { get; set; }

    public string Reasons { get; set; } = "";

    internal sealed class Configuration : IEntityTypeConfiguration<StoredDecision>
    {
        public void Configure(EntityTypeBuilder<StoredDecision> builder)
        {
            builder.ToTable("TriageDecisions");
            builder.HasKey(d => new { d.Item, d.Number });
            // What a dry run of other rules reads.
            builder.HasIndex(d => d.At);
            builder.HasOne<StoredItem>().WithMany().HasForeignKey(d => d.Item).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
