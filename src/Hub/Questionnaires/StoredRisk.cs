using CareConnect.Hub.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareConnect.Hub.Questionnaires;

/// <summary>A risk level of a patient, from then until the next one. The last is in force.</summary>
public sealed class StoredRisk
{
    public Guid Record { get; set; }

    /// <summary>From 1, in the order they came into force.</summary>
    public int Number { get; set; }

    /// <summary>Unix ms.</summary>
    public long At { get; set; }

    /// <summary><c>none</c>, <c>low</c>, <c>moderate</c>, <c>high</c>.</summary>
    public string Level { get; set; } = "";

    /// <summary>Person id of who stepped it down; null when a screener found it.</summary>
    public string? Actor { get; set; }

    /// <summary>A code of <see cref="Domain.Triage.LoweringReason"/>, when stepped down.</summary>
    public string? Reason { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredRisk>
    {
        public void Configure(EntityTypeBuilder<StoredRisk> builder)
        {
            builder.ToTable("RiskLevels");
            builder.HasKey(r => new { r.Record, r.Number });
            builder.HasOne<Account>().WithMany().HasForeignKey(r => r.Record).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
