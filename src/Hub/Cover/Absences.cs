using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Cover;

/// <summary>A person's absence that runs now.</summary>
/// <param name="CoveredBy">Person id, or null.</param>
internal sealed record Absence(string Person, DateTimeOffset From, DateTimeOffset Until, string? CoveredBy);

/// <summary>Who is away, and who looks after their work.</summary>
internal static class Absences
{
    private const string Running =
        """SELECT Person, "from", Until, CoveredBy FROM Absences WHERE "from" <= ?1 AND Until > ?1 """;

    /// <summary>The absence of a person at that moment, or null when they are there. Of several, the one with cover, then the longest.</summary>
    public static Absence? Of(Sql sql, string person, DateTimeOffset now) => sql.First(
        Running + "AND Person = ?2 ORDER BY CoveredBy IS NULL, Until DESC", Read, now.ToUnixTimeMilliseconds(), person);

    /// <summary>The people whose work this person looks after now.</summary>
    public static List<string> CoveredBy(Sql sql, string person, DateTimeOffset now) => sql.List(
        Running + "AND CoveredBy = ?2", row => row.GetString(0), now.ToUnixTimeMilliseconds(), person);

    /// <summary>Who looks after this person's work now, or did until a day ago: they hear that they do no more.</summary>
    public static List<string> LatelyCovering(Sql sql, string person, DateTimeOffset now) => sql.List(
        """SELECT DISTINCT CoveredBy FROM Absences WHERE Person = ?2 AND "from" <= ?1 AND Until > ?1 - 86400000 AND CoveredBy IS NOT NULL""",
        row => row.GetString(0),
        now.ToUnixTimeMilliseconds(),
        person);

    /// <summary>Those whose absence begins or ends after one moment and not after the other.</summary>
    public static List<string> Turning(Sql sql, DateTimeOffset after, DateTimeOffset until) => sql.List(
        """SELECT DISTINCT Person FROM Absences WHERE ("from" > ?1 AND "from" <= ?2) OR (Until > ?1 AND Until <= ?2)""",
        row => row.GetString(0),
        after.ToUnixTimeMilliseconds(),
        until.ToUnixTimeMilliseconds());

    /// <summary>Whether the caller may say that this person is away: for oneself, or as an administrator or steward.</summary>
    public static bool MaySay(Sql sql, Caller by, string person) =>
        by is { IsStaff: true, Person: { } own } && Staffing.AccountOf(sql, own) is not null && Staffing.AccountOf(sql, person) is not null
        && (own == person || SpeaksForOthers(sql, by));

    /// <summary>Who is ill may not be able to say so.</summary>
    public static bool SpeaksForOthers(Sql sql, Caller by) => by.Role.May(Act.ManageTeams) || (by.IsStaff && by.Person is not null && sql.Any(
        "SELECT 1 FROM Clinic k JOIN CircleMembers s ON s.Circle = k.Circle AND s.Principal = ?1 AND s.Role = 1", by.Person));

    private static Absence Read(System.Data.Common.DbDataReader row) => new(
        row.GetString(0),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)),
        row.IsDBNull(3) ? null : row.GetString(3));
}
