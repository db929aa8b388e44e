using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareConnect.Hub.Paging;

/// <summary>The one key by which push services know this clinic (RFC 8292). Replacing it would silence every subscription.</summary>
public sealed class StoredPushKey
{
    public int Id { get; set; } = 1;

    /// <summary>PKCS #8, protected with the clinic's keys.</summary>
    public byte[] Private { get; set; } = [];

    /// <summary>Uncompressed point, 65 bytes.</summary>
    public byte[] Public { get; set; } = [];

    internal sealed class Configuration : IEntityTypeConfiguration<StoredPushKey>
    {
        public void Configure(EntityTypeBuilder<StoredPushKey> builder)
        {
            builder.ToTable("PushKey");
            builder.Property(k => k.Id).ValueGeneratedNever();
        }
    }
}
