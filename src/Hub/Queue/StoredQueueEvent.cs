using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareConnect.Hub.Queue;

/// <summary>Something that happened to an item, stored in one transaction with it.</summary>
public sealed class StoredQueueEvent
{
    public Guid Item { get; set; }

    /// <summary>From 1, in the order they happened.</summary>
    public int Number { get; set; }

    /// <summary>Name of the domain's event: <c>patient-wrote</c>, <c>item-claimed</c>, ….</summary>
    public string Kind { get; set; } = "";

    public long At { get; set; }

    /// <summary>Person id; null when time did it.</summary>
    public string? Actor { get; set; }

    /// <summary>A code: the level, the outcome, the reason of a reroute or lowering; else empty.</summary>
    public string Detail { get; set; } = "";

    /// <summary>The team it came to, when rerouted.</summary>
    public string? Team { get; set; }

    /// <summary>Who it was given to, when handed over.</summary>
    public string? To { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredQueueEvent>
    {
        public void Configure(EntityTypeBuilder<StoredQueueEvent> builder)
        {
            builder.ToTable("QueueEvents");
            builder.HasKey(e => new { e.Item, e.Number });
            builder.HasOne<StoredItem>().WithMany().HasForeignKey(e => e.Item).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
