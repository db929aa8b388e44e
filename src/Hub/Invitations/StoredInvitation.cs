using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareConnect.Hub.Invitations;

/// <summary>A link that makes one account. Its id becomes the id of that account, and of a patient's record.</summary>
public sealed class StoredInvitation
{
    public Guid Id { get; set; }

    /// <summary>H(token), 32 bytes.</summary>
    public byte[] TokenHash { get; set; } = [];

    public Role Role { get; set; }

    public bool Steward { get; set; }

    /// <summary>A patient's name for the record; empty for staff.</summary>
    public string Name { get; set; } = "";

    /// <summary>To the inviter's own receiving key.</summary>
    public byte[] Sealed { get; set; } = [];

    public Guid Inviter { get; set; }

    public long CreatedAt { get; set; }

    public long ExpiresAt { get; set; }

    /// <summary>When the account was made; null before.</summary>
    public long? JoinedAt { get; set; }

    /// <summary>Proof that who joined held the link, stored with their first card, 32 bytes.</summary>
    public byte[]? Tag { get; set; }

    /// <summary>Set by a vouch for a patient, by the clinic's manifest for staff.</summary>
    public long? ConfirmedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredInvitation>
    {
        public void Configure(EntityTypeBuilder<StoredInvitation> builder)
        {
            builder.ToTable("Invitations");
            builder.HasIndex(i => i.TokenHash).IsUnique();
            builder.HasIndex(i => i.Inviter);
            builder.HasOne<Account>().WithMany().HasForeignKey(i => i.Inviter);
        }
    }
}
