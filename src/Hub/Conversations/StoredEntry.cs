using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareConnect.Hub.Conversations;

/// <summary>An entry of a circle's log: a manifest or a message, as its author sent it.</summary>
public sealed class StoredEntry
{
    public string Circle { get; set; } = "";

    /// <summary>From 1, without gaps.</summary>
    public long Number { get; set; }

    /// <summary>H(body) of a manifest, base64url; null for a message.</summary>
    public string? Manifest { get; set; }

    /// <summary>Number of the manifest, or the message's epoch.</summary>
    public long Epoch { get; set; }

    /// <summary>Signing key of a message's device, base64url; null for a manifest.</summary>
    public string? Device { get; set; }

    /// <summary>A message's 16 bytes, made by its device; null for a manifest.</summary>
    public byte[]? MessageId { get; set; }

    public byte[] Bytes { get; set; } = [];

    /// <summary>h_i, 32 bytes.</summary>
    public byte[] Hash { get; set; } = [];

    public long At { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredEntry>
    {
        public void Configure(EntityTypeBuilder<StoredEntry> builder)
        {
            builder.ToTable("Entries");
            builder.HasKey(e => new { e.Circle, e.Number });
            builder.HasIndex(e => e.Manifest).IsUnique();
            // A device uses an id once.
            builder.HasIndex(e => new { e.Device, e.MessageId }).IsUnique();
        }
    }
}

/// <summary>Up to where a person's devices have shown a log.</summary>
public sealed class StoredOpened
{
    public string Circle { get; set; } = "";

    public string Person { get; set; } = "";

    public long Number { get; set; }

    /// <summary>How many of the entries up to there are messages.</summary>
    public long Messages { get; set; }

    public long At { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredOpened>
    {
        public void Configure(EntityTypeBuilder<StoredOpened> builder)
        {
            builder.ToTable("Opened");
            builder.HasKey(o => new { o.Circle, o.Person });
        }
    }
}

/// <summary>A read by a member of the custodian team: the emergency access, logged (PROTOCOL section 7).</summary>
public sealed class StoredAccess
{
    public long Id { get; set; }

    public string Circle { get; set; } = "";

    public string Person { get; set; } = "";

    public Guid Account { get; set; }

    /// <summary><c>entries</c> or <c>copies</c>.</summary>
    public string What { get; set; } = "";

    public long At { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredAccess>
    {
        public void Configure(EntityTypeBuilder<StoredAccess> builder)
        {
            builder.ToTable("AccessLog");
            builder.HasIndex(a => a.Circle);
        }
    }
}
