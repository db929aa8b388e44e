using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareConnect.Hub.OnCall;

/// <summary>One version of an escalation policy. The highest counts; earlier ones say who changed what, and when.</summary>
public sealed class StoredPolicy
{
    public Guid Id { get; set; }

    /// <summary>From 1.</summary>
    public int Version { get; set; }

    public string Name { get; set; } = "";

    /// <summary>JSON of <see cref="Protocol.OnCallStep"/>s.</summary>
    public string Steps { get; set; } = "[]";

    /// <summary>Person id of who stands at the end.</summary>
    public string Last { get; set; } = "";

    public int LastSeconds { get; set; }

    /// <summary>The last version of a policy that is no more.</summary>
    public bool Removed { get; set; }

    /// <summary>Person id.</summary>
    public string ChangedBy { get; set; } = "";

    public long ChangedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredPolicy>
    {
        public void Configure(EntityTypeBuilder<StoredPolicy> builder)
        {
            builder.ToTable("OnCallPolicies");
            builder.HasKey(p => new { p.Id, p.Version });
        }
    }
}
