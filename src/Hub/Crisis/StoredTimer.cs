using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareConnect.Hub.Crisis;

/// <summary>The one timer of an open alert, stored in one transaction with the alert. A closed alert has none.</summary>
public sealed class StoredTimer
{
    public Guid Alert { get; set; }

    /// <summary><c>page</c>, <c>nobody</c>, <c>contact</c>, <c>closing</c>.</summary>
    public string Kind { get; set; } = "";

    public long DueAt { get; set; }

    /// <summary>Milliseconds from its setting until it is due: a clock that was set back is known by it.</summary>
    public long Wait { get; set; }

    /// <summary>Until when a process has it to itself; null while none has.</summary>
    public long? LeaseUntil { get; set; }

    /// <summary>The process that has it.</summary>
    public string? Owner { get; set; }

    /// <summary>Grows with every setting and every claim. Who acts on a timer must know its newest fence.</summary>
    public long Fence { get; set; }

    /// <summary>How often it was claimed since it was set.</summary>
    public int Attempt { get; set; }

    public int Round { get; set; }

    public int Step { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredTimer>
    {
        public void Configure(EntityTypeBuilder<StoredTimer> builder)
        {
            builder.ToTable("AlertTimers");
            builder.HasKey(t => t.Alert);
            builder.HasOne<StoredAlert>().WithOne().HasForeignKey<StoredTimer>(t => t.Alert).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
