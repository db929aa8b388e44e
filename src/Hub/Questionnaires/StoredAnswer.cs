using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareConnect.Hub.Questionnaires;

/// <summary>One answer, as it was given. A changed answer is another row: nothing is written over.</summary>
public sealed class StoredAnswer
{
    public Guid Sitting { get; set; }

    /// <summary>From 1, in the order they were given.</summary>
    public int Number { get; set; }

    /// <summary>The item's code.</summary>
    public string Item { get; set; } = "";

    /// <summary>Null when passed over.</summary>
    public int? Value { get; set; }

    public long At { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredAnswer>
    {
        public void Configure(EntityTypeBuilder<StoredAnswer> builder)
        {
            builder.ToTable("SittingAnswers");
            builder.HasKey(a => new { a.Sitting, a.Number });
            builder.HasOne<StoredSitting>().WithMany().HasForeignKey(a => a.Sitting).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
