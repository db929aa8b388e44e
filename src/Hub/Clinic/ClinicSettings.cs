using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareConnect.Hub.Clinic;

/// <summary>The one row about the clinic itself.</summary>
public sealed class ClinicSettings
{
    public int Id { get; set; } = 1;

    /// <summary>Empty until set up.</summary>
    public string Name { get; set; } = "";

    /// <summary>IANA name, e.g. <c>America/New_York</c>.</summary>
    public string TimeZone { get; set; } = "Etc/UTC";

    /// <summary>Id of the clinic's circle; null until it is founded.</summary>
    public string? Circle { get; set; }

    /// <summary>A demo database never becomes a real one, nor the other way round.</summary>
    public bool Demo { get; set; }

    /// <summary>SHA-256 of the one-time code; null before it was made and after it was used.</summary>
    public byte[]? SetupCodeHash { get; set; }

    /// <summary>The administrator whom the code made: the only one who may found the clinic's circle.</summary>
    public Guid? Founder { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ClinicSettings>
    {
        public void Configure(EntityTypeBuilder<ClinicSettings> builder)
        {
            builder.ToTable("Clinic");
            builder.Property(c => c.Id).ValueGeneratedNever();
        }
    }
}
