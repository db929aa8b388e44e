using CareConnect.Hub.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareConnect.Hub.Keys;

/// <summary>A link of a person's chain, kept for ever.</summary>
public sealed class StoredCard
{
    public string Person { get; set; } = "";

    public long Number { get; set; }

    /// <summary>H(body), base64url.</summary>
    public string Name { get; set; } = "";

    public byte[] Bytes { get; set; } = [];

    public long At { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredCard>
    {
        public void Configure(EntityTypeBuilder<StoredCard> builder)
        {
            builder.ToTable("Cards");
            // One link per number.
            builder.HasKey(c => new { c.Person, c.Number });
            builder.HasIndex(c => c.Name).IsUnique();
        }
    }
}

/// <summary>The keyring that the newest card names.</summary>
public sealed class StoredKeyring
{
    public string Person { get; set; } = "";

    public byte[] Bytes { get; set; } = [];

    internal sealed class Configuration : IEntityTypeConfiguration<StoredKeyring>
    {
        public void Configure(EntityTypeBuilder<StoredKeyring> builder)
        {
            builder.ToTable("Keyrings");
            builder.HasKey(k => k.Person);
        }
    }
}

/// <summary>One way to open the keyring.</summary>
public sealed class StoredWrap
{
    public string Person { get; set; } = "";

    public int Position { get; set; }

    public byte[] Bytes { get; set; } = [];

    internal sealed class Configuration : IEntityTypeConfiguration<StoredWrap>
    {
        public void Configure(EntityTypeBuilder<StoredWrap> builder)
        {
            builder.ToTable("Wraps");
            builder.HasKey(w => new { w.Person, w.Position });
        }
    }
}

/// <summary>A staff device's word that a person's keys belong to a record (PROTOCOL section 6).</summary>
public sealed class StoredVouch
{
    /// <summary>H(body), base64url.</summary>
    public string Name { get; set; } = "";

    public string Person { get; set; } = "";

    /// <summary>Account id of the patient.</summary>
    public Guid Record { get; set; }

    public string Author { get; set; } = "";

    public byte[] Bytes { get; set; } = [];

    public long At { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredVouch>
    {
        public void Configure(EntityTypeBuilder<StoredVouch> builder)
        {
            builder.ToTable("Vouches");
            builder.HasKey(v => v.Name);
            builder.HasIndex(v => v.Person);
            builder.HasIndex(v => v.Record);
            builder.HasOne<Account>().WithMany().HasForeignKey(v => v.Record);
        }
    }
}
