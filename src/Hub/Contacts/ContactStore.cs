using CareConnect.Domain.People;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Contacts;

/// <summary>Contact details in the database.</summary>
internal static class ContactStore
{
    /// <summary>The details and when they were changed; none and zero when the patient never wrote any.</summary>
    public static (ContactDetails Details, long ChangedAt) Find(Sql sql, Guid record)
    {
        if (sql.First<(string, string, long)?>(
            "SELECT Phone, Address, ChangedAt FROM PatientContacts WHERE Record = ?1",
            row => (row.GetString(0), row.GetString(1), row.GetInt64(2)), record) is not var (phone, address, at))
            return (ContactDetails.None, 0);
        List<EmergencyContact> contacts = sql.List(
            "SELECT Name, Relation, Phone, MayCall FROM EmergencyContacts WHERE Record = ?1 ORDER BY Place",
            row => new EmergencyContact(row.GetString(0), row.GetString(1), row.GetString(2), row.GetBoolean(3)), record);
        return (new ContactDetails(phone, address, contacts), at);
    }

    public static void Save(WriteTransaction tx, Guid record, ContactDetails details, long at)
    {
        tx.Execute(
            """
            INSERT INTO PatientContacts (Record, Phone, Address, ChangedAt) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (Record) DO UPDATE SET Phone = ?2, Address = ?3, ChangedAt = ?4
            """,
            record, details.Phone, details.Address, at);
        tx.Execute("DELETE FROM EmergencyContacts WHERE Record = ?1", record);
        for (int place = 0; place < details.Contacts.Count; place++)
        {
            EmergencyContact each = details.Contacts[place];
            tx.Execute(
                "INSERT INTO EmergencyContacts (Record, Place, Name, Relation, Phone, MayCall) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                record, place, each.Name, each.Relation, each.Phone, each.MayCall);
        }
    }
}
