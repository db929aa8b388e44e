using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareConnect.Hub.Cover;

/// <summary>A time in which a member of staff is not there. What they own counts as nobody's meanwhile.</summary>
public sealed class StoredAbsence
{
    public Guid Id { get; set; }

    /// <summary>Person id.</summary>
    public string Person { get; set; } = "";

    /// <summary>Unix ms, the first moment.</summary>
    public long From { get; set; }

    /// <summary>Unix ms, the first moment that they are there again.</summary>
    public long Until { get; set; }

    /// <summary>Person id of who looks after their work, or null.</summary>
    public string? CoveredBy { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredAbsence>
    {
        public void Configure(EntityTypeBuilder<StoredAbsence> builder)
        {
            builder.ToTable("Absences");
            builder.HasIndex(a => new { a.Person, a.Until });
            builder.HasIndex(a => a.Until);
        }
    }
}
