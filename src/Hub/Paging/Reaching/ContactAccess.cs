using CareConnect.Hub.Accounts;
using CareConnect.Hub.Circles;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Paging.Reaching;

/// <summary>Ways of being reached are for staff whom the clinic lists, and each is its person's alone.</summary>
internal static class ContactAccess
{
    public static bool Has(Sql sql, Caller by) => by.IsStaff && by.Person is not null && Access.IsPresent(sql, by);

    /// <summary>In the order they were added.</summary>
    public static List<StoredContactMethod> Mine(Sql sql, string person) => sql.List(
        "SELECT Id, Way, Address, Language, AddedAt, VerifiedAt, CheckedAt, GoneAt FROM ContactMethods WHERE Person = ?1 ORDER BY AddedAt, Id",
        row => new StoredContactMethod
        {
            Id = row.GetGuid(0),
            Person = person,
            Way = row.GetString(1),
            Address = (byte[])row[2],
            Language = row.GetString(3),
            AddedAt = row.GetInt64(4),
            VerifiedAt = row.IsDBNull(5) ? null : row.GetInt64(5),
            CheckedAt = row.IsDBNull(6) ? null : row.GetInt64(6),
            GoneAt = row.IsDBNull(7) ? null : row.GetInt64(7),
        },
        person);
}
