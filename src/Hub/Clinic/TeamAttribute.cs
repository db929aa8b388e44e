using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareConnect.Hub.Clinic;

/// <summary>What the server shows beside a team's signed name.</summary>
public sealed class TeamAttribute
{
    /// <summary>Id of the team's circle.</summary>
    public string Team { get; set; } = "";

    /// <summary><c>therapy</c>, <c>medication</c>, <c>front-desk</c>, <c>crisis</c>, <c>records</c>, <c>other</c>.</summary>
    public string Care { get; set; } = "other";

    /// <summary>For the steward who lists the team; not shown as its name.</summary>
    public string ProposedName { get; set; } = "";

    internal sealed class Configuration : IEntityTypeConfiguration<TeamAttribute>
    {
        public void Configure(EntityTypeBuilder<TeamAttribute> builder)
        {
            builder.ToTable("TeamAttributes");
            builder.HasKey(t => t.Team);
        }
    }
}
