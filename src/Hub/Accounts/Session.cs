using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareConnect.Hub.Accounts;

/// <summary>One sign-in. Its id is the claim <c>sid</c> of cookie and bearer token.</summary>
public sealed class Session
{
    public Guid Id { get; set; }

    public Guid AccountId { get; set; }

    /// <summary>Unix ms.</summary>
    public long CreatedAt { get; set; }

    /// <summary>Unix ms; null while it is open.</summary>
    public long? EndedAt { get; set; }

    /// <summary>Signing key of the device, as base64url, once <c>Hello</c> told it.</summary>
    public string? Device { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Session>
    {
        public void Configure(EntityTypeBuilder<Session> builder)
        {
            builder.ToTable("Sessions");
            builder.HasIndex(s => s.AccountId);
            builder.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId);
        }
    }
}
