using CareConnect.Hub.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareConnect.Hub.OnCall;

/// <summary>A link by which a calendar program reads shifts. Whoever has the link reads them, so it can be taken back.</summary>
public sealed class StoredFeed
{
    public Guid Id { get; set; }

    public Guid Account { get; set; }

    /// <summary>SHA-256 of the token, which is shown once.</summary>
    public byte[] TokenHash { get; set; } = [];

    /// <summary>Only the owner's shifts, or everybody's.</summary>
    public bool Mine { get; set; }

    public long MadeAt { get; set; }

    public long? RevokedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredFeed>
    {
        public void Configure(EntityTypeBuilder<StoredFeed> builder)
        {
            builder.ToTable("OnCallFeeds");
            builder.HasIndex(f => f.TokenHash).IsUnique();
            builder.HasIndex(f => f.Account);
            builder.HasOne<Account>().WithMany().HasForeignKey(f => f.Account).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
