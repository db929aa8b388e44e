using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareConnect.Hub.Crisis;

/// <summary>A drill that is over: what came of it. Kept for good, whatever becomes of its pages.</summary>
public sealed class StoredDrill
{
    /// <summary>The id of the alert that it was.</summary>
    public Guid Alert { get; set; }

    /// <summary>Person id.</summary>
    public string StartedBy { get; set; } = "";

    public long StartedAt { get; set; }

    /// <summary>Person id of who had it at the end.</summary>
    public string TakenBy { get; set; } = "";

    public long TakenAt { get; set; }

    public long ReachedAt { get; set; }

    public long EndedAt { get; set; }

    /// <summary>How many different steps were paged, counting each round.</summary>
    public int Steps { get; set; }

    /// <summary>JSON of <see cref="Protocol.DrillWay"/>.</summary>
    public string Ways { get; set; } = "[]";

    internal sealed class Configuration : IEntityTypeConfiguration<StoredDrill>
    {
        public void Configure(EntityTypeBuilder<StoredDrill> builder)
        {
            builder.ToTable("Drills");
            builder.HasKey(d => d.Alert);
            builder.HasIndex(d => d.StartedAt);
            builder.HasOne<StoredAlert>().WithOne().HasForeignKey<StoredDrill>(d => d.Alert).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
