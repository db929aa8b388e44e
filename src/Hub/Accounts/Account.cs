using CareConnect.Domain.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareConnect.Hub.Accounts;

/// <summary>Who may sign in. A patient's account id is the id of their record.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public Role Role { get; set; }

    /// <summary>Person id; null until the first card is stored.</summary>
    public string? Person { get; set; }

    /// <summary>A patient's name in the clinic's record. Empty for staff, whose names come from the clinic's manifest.</summary>
    public string Name { get; set; } = "";

    /// <summary>A disabled account has no session that counts.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>When it was made, Unix ms.</summary>
    public long CreatedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Account>
    {
        public void Configure(EntityTypeBuilder<Account> builder)
        {
            builder.ToTable("Accounts");
            builder.Property(a => a.Person).HasMaxLength(43);
            builder.HasIndex(a => a.Person).IsUnique();
        }
    }
}
