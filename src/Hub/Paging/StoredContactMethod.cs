using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareConnect.Hub.Paging;

/// <summary>A way of reaching one member of staff. Counts once a code that was sent by it came back.</summary>
public sealed class StoredContactMethod
{
    public Guid Id { get; set; }

    /// <summary>Person id.</summary>
    public string Person { get; set; } = "";

    /// <summary><c>push</c>, <c>email</c>, <c>sms</c>, <c>voice</c>.</summary>
    public string Way { get; set; } = "";

    /// <summary>Address, number or push subscription, protected with the clinic's keys.</summary>
    public byte[] Address { get; set; } = [];

    /// <summary>Of what is sent: <c>en</c> or <c>es</c>.</summary>
    public string Language { get; set; } = "en";

    public long AddedAt { get; set; }

    /// <summary>When its first code came back; null: it is not paged.</summary>
    public long? VerifiedAt { get; set; }

    /// <summary>When a code last came back.</summary>
    public long? CheckedAt { get; set; }

    /// <summary>When the push service said that this subscription is no more.</summary>
    public long? GoneAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredContactMethod>
    {
        public void Configure(EntityTypeBuilder<StoredContactMethod> builder)
        {
            builder.ToTable("ContactMethods");
            builder.HasIndex(m => m.Person);
        }
    }
}

/// <summary>The newest code that was sent by a method, hashed.</summary>
public sealed class StoredContactCode
{
    public Guid Method { get; set; }

    public byte[] Salt { get; set; } = [];

    public byte[] Hash { get; set; } = [];

    public long ExpiresAt { get; set; }

    /// <summary>Wrong answers to this code.</summary>
    public int Wrong { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredContactCode>
    {
        public void Configure(EntityTypeBuilder<StoredContactCode> builder)
        {
            builder.ToTable("ContactCodes");
            builder.HasKey(c => c.Method);
            builder.HasOne<StoredContactMethod>().WithOne().HasForeignKey<StoredContactCode>(c => c.Method).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>When a person last began to check their ways, at the start of a shift, and how many codes they asked for.</summary>
public sealed class StoredContactCheck
{
    public string Person { get; set; } = "";

    /// <summary>0 when never.</summary>
    public long StartedAt { get; set; }

    /// <summary>Codes sent since <see cref="SendsSince"/>, by all ways, those since removed included.</summary>
    public int Sends { get; set; }

    public long SendsSince { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredContactCheck>
    {
        public void Configure(EntityTypeBuilder<StoredContactCheck> builder)
        {
            builder.ToTable("ContactChecks");
            builder.HasKey(c => c.Person);
        }
    }
}
