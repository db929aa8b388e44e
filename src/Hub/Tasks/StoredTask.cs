using CareConnect.Hub.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareConnect.Hub.Tasks;

/// <summary>Something to be done for a patient by a day.</summary>
public sealed class StoredTask
{
    public Guid Id { get; set; }

    /// <summary>Id of the patient's record.</summary>
    public Guid Record { get; set; }

    /// <summary><c>call-after-crisis</c>, <c>first-visit</c>, <c>second-visit</c>, <c>reassess</c>, <c>contact</c>, <c>review</c>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Person id, or null.</summary>
    public string? Owner { get; set; }

    public long Due { get; set; }

    /// <summary><c>open</c>, <c>done</c>.</summary>
    public string State { get; set; } = "";

    /// <summary>What asked for it.</summary>
    public string Origin { get; set; } = "";

    internal sealed class Configuration : IEntityTypeConfiguration<StoredTask>
    {
        public void Configure(EntityTypeBuilder<StoredTask> builder)
        {
            builder.ToTable("CareTasks");
            // One origin asks for one kind once, whatever is tried again.
            builder.HasIndex(t => new { t.Origin, t.Kind }).IsUnique();
            builder.HasIndex(t => new { t.State, t.Owner });
            builder.HasIndex(t => new { t.Record, t.State });
            builder.HasOne<Account>().WithMany().HasForeignKey(t => t.Record).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>Something that happened to a task, stored in one transaction with it.</summary>
public sealed class StoredTaskEvent
{
    public Guid Task { get; set; }

    /// <summary>From 1, in the order they happened.</summary>
    public int Number { get; set; }

    /// <summary><c>task-made</c>, <c>task-done</c>, <c>task-handed-over</c>.</summary>
    public string Kind { get; set; } = "";

    public long At { get; set; }

    /// <summary>Person id; null when a rule did it.</summary>
    public string? Actor { get; set; }

    /// <summary>Who it was given to.</summary>
    public string? To { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredTaskEvent>
    {
        public void Configure(EntityTypeBuilder<StoredTaskEvent> builder)
        {
            builder.ToTable("CareTaskEvents");
            builder.HasKey(e => new { e.Task, e.Number });
            builder.HasOne<StoredTask>().WithMany().HasForeignKey(e => e.Task).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
