using CareConnect.Hub.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareConnect.Hub.Questionnaires;

/// <summary>What a sitting came to, one row for each instrument that was asked in it.</summary>
public sealed class StoredResult
{
    public Guid Sitting { get; set; }

    public string Instrument { get; set; } = "";

    public Guid Record { get; set; }

    public long At { get; set; }

    public bool Complete { get; set; }

    /// <summary>Null when incomplete, and for the screener.</summary>
    public int? Total { get; set; }

    /// <summary>The screener's level; of an incomplete one its floor.</summary>
    public string? Level { get; set; }

    /// <summary>Whether the screener is handled as high.</summary>
    public bool AsHigh { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredResult>
    {
        public void Configure(EntityTypeBuilder<StoredResult> builder)
        {
            builder.ToTable("QuestionnaireResults");
            builder.HasKey(r => new { r.Sitting, r.Instrument });
            builder.HasIndex(r => new { r.Record, r.Instrument, r.At });
            builder.HasOne<StoredSitting>().WithMany().HasForeignKey(r => r.Sitting).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Account>().WithMany().HasForeignKey(r => r.Record).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
