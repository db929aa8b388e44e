using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareConnect.Hub.Replies;

/// <summary>A short reply that the clinic keeps ready, in both languages. <c>{name}</c> in it stands for the patient's first name.</summary>
public sealed class StoredReply
{
    public Guid Id { get; set; }

    /// <summary>Where it stands in the list.</summary>
    public int Position { get; set; }

    public string TitleEn { get; set; } = "";

    public string TextEn { get; set; } = "";

    public string TitleEs { get; set; } = "";

    public string TextEs { get; set; } = "";

    internal sealed class Configuration : IEntityTypeConfiguration<StoredReply>
    {
        public void Configure(EntityTypeBuilder<StoredReply> builder) => builder.ToTable("ReplyTemplates");
    }
}
