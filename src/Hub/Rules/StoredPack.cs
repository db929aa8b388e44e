using CareConnect.Hub.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareConnect.Hub.Rules;

/// <summary>A rule pack that was put in force, as its document. Never changed and never removed: decisions name it.</summary>
public sealed class StoredPack
{
    /// <summary>From 1, in the order they came into force; the highest is in force.</summary>
    public long Number { get; set; }

    public string Version { get; set; } = "";

    /// <summary>As it was typed.</summary>
    public string Document { get; set; } = "";

    /// <summary>SHA-256 of the document in UTF-8, hex.</summary>
    public string Hash { get; set; } = "";

    /// <summary>The document's time zone, IANA.</summary>
    public string TimeZone { get; set; } = "";

    /// <summary>The administrator's account; null when the setting <c>Rules:Pack</c> did it.</summary>
    public Guid? By { get; set; }

    /// <summary>Since when it decides.</summary>
    public long InForceFrom { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredPack>
    {
        public void Configure(EntityTypeBuilder<StoredPack> builder)
        {
            builder.ToTable("RulePacks");
            builder.HasKey(p => p.Number);
            builder.Property(p => p.Number).ValueGeneratedNever();
            builder.HasIndex(p => p.Version).IsUnique();
            builder.HasOne<Account>().WithMany().HasForeignKey(p => p.By).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
