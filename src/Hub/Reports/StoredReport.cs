using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareConnect.Hub.Reports;

/// <summary>A person's device refused what this server showed it of a chain. Once for each person, chain and refusal.</summary>
public sealed class StoredReport
{
    public string Person { get; set; } = "";

    /// <summary>Id of a circle, team, clinic or person; not always one that this database knows.</summary>
    public string Chain { get; set; } = "";

    /// <summary>Name of a refusal of the protocol.</summary>
    public string Refusal { get; set; } = "";

    /// <summary>The entry or link at which it was seen first.</summary>
    public long Number { get; set; }

    public long At { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredReport>
    {
        public void Configure(EntityTypeBuilder<StoredReport> builder)
        {
            builder.ToTable("Reports");
            builder.HasKey(r => new { r.Person, r.Chain, r.Refusal });
        }
    }
}
