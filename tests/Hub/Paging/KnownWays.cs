using CareConnect.Hub.Accounts;
using CareConnect.Hub.Paging;

namespace CareConnect.Hub.Tests.Paging;

/// <summary>Ways of being reached, as if a code had come back by them.</summary>
internal static class KnownWays
{
    public static async Task<Guid> Reach(
        this CareClinic clinic, Caller person, string way, string address = "", byte[]? kept = null, bool verified = true, bool gone = false, DateTimeOffset? checkedAt = null)
    {
        var now = clinic.Clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await clinic.Write(
            """
            INSERT INTO ContactMethods (Id, Person, Way, Address, Language, AddedAt, VerifiedAt, CheckedAt, GoneAt)
            VALUES (?1, ?2, ?3, ?4, 'en', (SELECT COUNT(*) FROM ContactMethods), ?5, ?6, ?7)
            """,
            id, person.Person, way, kept ?? clinic.Get<PageAddresses>().Protect(address),
            verified ? now.ToUnixTimeMilliseconds() : null, checkedAt?.ToUnixTimeMilliseconds(), gone ? now.ToUnixTimeMilliseconds() : null);
        return id;
    }
}
