using CareConnect.Hub.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareConnect.Hub.Contacts;

/// <summary>How a patient is reached. Part of the clinic's record: the server knows it, because a responder at night needs it whatever the keys say.</summary>
public sealed class StoredContacts
{
    /// <summary>Id of the patient's record.</summary>
    public Guid Record { get; set; }

    public string Phone { get; set; } = "";

    /// <summary>Where they usually are.</summary>
    public string Address { get; set; } = "";

    public long ChangedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredContacts>
    {
        public void Configure(EntityTypeBuilder<StoredContacts> builder)
        {
            builder.ToTable("PatientContacts");
            builder.HasKey(c => c.Record);
            builder.HasOne<Account>().WithMany().HasForeignKey(c => c.Record).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>Whom a patient names to be called.</summary>
public sealed class StoredEmergencyContact
{
    public Guid Record { get; set; }

    /// <summary>From 0, in the order of calling.</summary>
    public int Place { get; set; }

    public string Name { get; set; } = "";

    public string Relation { get; set; } = "";

    public string Phone { get; set; } = "";

    /// <summary>Whether the patient agrees to this person being called in a crisis.</summary>
    public bool MayCall { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredEmergencyContact>
    {
        public void Configure(EntityTypeBuilder<StoredEmergencyContact> builder)
        {
            builder.ToTable("EmergencyContacts");
            builder.HasKey(c => new { c.Record, c.Place });
            builder.HasOne<StoredContacts>().WithMany().HasForeignKey(c => c.Record).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>Somebody of the staff read a part of a patient's record that is not open to everyone.</summary>
public sealed class StoredRecordRead
{
    public long Id { get; set; }

    public Guid Record { get; set; }

    public Guid Account { get; set; }

    /// <summary><c>contacts</c>.</summary>
    public string What { get; set; } = "";

    public long At { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredRecordRead>
    {
        public void Configure(EntityTypeBuilder<StoredRecordRead> builder)
        {
            builder.ToTable("RecordReads");
            builder.HasIndex(r => new { r.Record, r.At });
        }
    }
}
