using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareConnect.Hub.Circles;

/// <summary>A circle's newest state: the counter of its log, its epoch, and what it is about.</summary>
public sealed class StoredCircle
{
    public string Id { get; set; } = "";

    /// <summary>1 clinic, 2 team, 3 thread, 4 channel, 5 crisis.</summary>
    public int Kind { get; set; }

    /// <summary>Number of the newest manifest.</summary>
    public long Epoch { get; set; }

    /// <summary>H(body) of the newest manifest, base64url.</summary>
    public string Newest { get; set; } = "";

    /// <summary>Number of the log's last entry. The next one is taken from here, in the transaction that stores it.</summary>
    public long Last { get; set; }

    /// <summary>h_i of the last entry, 32 bytes.</summary>
    public byte[] LastHash { get; set; } = [];

    /// <summary>How many of the entries are messages.</summary>
    public long Messages { get; set; }

    public long LastMessageAt { get; set; }

    /// <summary>PROTOCOL section 4: nobody may post before a repair.</summary>
    public bool Stale { get; set; }

    /// <summary>A member says that a copy of the newest epoch does not open; a repair is due, posting is not refused.</summary>
    public bool CannotOpen { get; set; }

    /// <summary>Record of the patient whom it is about.</summary>
    public Guid? Patient { get; set; }

    public string Title { get; set; } = "";

    /// <summary>Of a crisis room.</summary>
    public Guid? Alert { get; set; }

    /// <summary>A thread that holds the patient's safety plan: it is in no list of messages and never becomes a row of a queue.</summary>
    public bool Plan { get; set; }

    public long CreatedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredCircle>
    {
        public void Configure(EntityTypeBuilder<StoredCircle> builder)
        {
            builder.ToTable("Circles");
            builder.HasIndex(c => c.Patient, "IX_Circles_Patient");
            // The first committed room of an alert wins.
            builder.HasIndex(c => c.Alert).IsUnique();
            // One safety plan a patient, whatever races.
            builder.Property(c => c.Plan).HasDefaultValue(false);
            builder.HasIndex(c => c.Patient).IsUnique().HasFilter("Plan").HasDatabaseName("IX_Circles_Plan");
        }
    }
}

/// <summary>A member of the newest epoch.</summary>
public sealed class StoredMember
{
    public string Circle { get; set; } = "";

    /// <summary>Id of a person or team.</summary>
    public string Principal { get; set; } = "";

    public int Role { get; set; }

    public bool IsTeam { get; set; }

    /// <summary>The custodian team reads when the law asks; it gets no pushes and no rows.</summary>
    public bool Custodian { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredMember>
    {
        public void Configure(EntityTypeBuilder<StoredMember> builder)
        {
            builder.ToTable("CircleMembers");
            builder.HasKey(m => new { m.Circle, m.Principal });
            builder.HasIndex(m => m.Principal);
        }
    }
}

/// <summary>A sealed copy of an epoch's secret, kept for ever.</summary>
public sealed class StoredCopy
{
    public string Circle { get; set; } = "";

    public long Epoch { get; set; }

    public string Principal { get; set; } = "";

    public byte[] Bytes { get; set; } = [];

    internal sealed class Configuration : IEntityTypeConfiguration<StoredCopy>
    {
        public void Configure(EntityTypeBuilder<StoredCopy> builder)
        {
            builder.ToTable("Copies");
            builder.HasKey(c => new { c.Circle, c.Principal, c.Epoch });
        }
    }
}
