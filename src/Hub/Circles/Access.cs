using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Circles;

/// <summary>How a person may see a circle.</summary>
public enum Right
{
    None,

    /// <summary>Only by the clinic's emergency access: may read, each read is logged; no pushes, no rows.</summary>
    Custodian,

    /// <summary>A circle that everyone signed in may read: the clinic's list, and teams.</summary>
    Public,

    /// <summary>In it, directly or through a team.</summary>
    Member,
}

/// <summary>
/// Who is in a circle, asked of the database each time: persons among its newest members, or among the newest members
/// of its member teams. Staff whom the clinic no longer lists are nowhere, whatever a circle that waits for its repair says.
/// </summary>
public static class Access
{
    // Whom the clinic lists, and patients. Before there is a clinic nobody is.
    private const string Present =
        "(a.Role = 0 OR EXISTS (SELECT 1 FROM Clinic k JOIN CircleMembers s ON s.Circle = k.Circle AND s.Principal = a.Person AND NOT s.IsTeam))";

    private const string Reached =
        """
        (SELECT m.Principal AS Person, m.Circle, FALSE AS Custodian FROM CircleMembers m WHERE m.Circle = ?1 AND NOT m.IsTeam
         UNION ALL
         SELECT t.Principal, m.Circle, m.Custodian FROM CircleMembers m JOIN CircleMembers t ON t.Circle = m.Principal
         WHERE m.Circle = ?1 AND m.IsTeam)
        """;

    /// <summary>What the caller may do with this circle now.</summary>
    public static Right Of(Sql sql, Caller caller, string circle, int kind)
    {
        if (caller.Person is { } person && sql.Recall("reaches " + circle, person, asked => asked.Number(
            "SELECT MIN(CASE WHEN r.Custodian THEN 1 ELSE 0 END) FROM " + Reached + " r JOIN Accounts a ON a.Person = r.Person AND a.Enabled WHERE r.Person = ?2 AND " + Present,
            circle, person)) is { } custodian)
            return custodian == 0 ? Right.Member : Right.Custodian;
        return kind is 1 or 2 ? Right.Public : Right.None;
    }

    /// <summary>Whether the caller belongs to the clinic now: a patient, or staff whom its newest manifest lists.</summary>
    public static bool IsPresent(Sql sql, Caller caller) =>
        sql.Any("SELECT 1 FROM Accounts a WHERE a.Id = ?1 AND a.Enabled AND " + Present, caller.Account);

    /// <summary>Accounts whose devices are told of what happens in a circle.</summary>
    public static IReadOnlyList<Guid> Told(Sql sql, string circle) => sql.Recall("told of", circle, asked => asked.List(
        "SELECT DISTINCT a.Id FROM " + Reached + " r JOIN Accounts a ON a.Person = r.Person AND a.Enabled WHERE NOT r.Custodian AND " + Present,
        row => row.GetGuid(0),
        circle));

    /// <summary>Whether two persons share a conversation or team.</summary>
    public static bool Share(Sql sql, string person, string other) => sql.Any(
        """
        WITH Mine(Circle) AS (
            SELECT Circle FROM CircleMembers WHERE Principal = ?1
            UNION SELECT m.Circle FROM CircleMembers t JOIN CircleMembers m ON m.Principal = t.Circle WHERE t.Principal = ?1),
        Theirs(Circle) AS (
            SELECT Circle FROM CircleMembers WHERE Principal = ?2
            UNION SELECT m.Circle FROM CircleMembers t JOIN CircleMembers m ON m.Principal = t.Circle WHERE t.Principal = ?2)
        SELECT 1 FROM Mine JOIN Theirs USING (Circle) JOIN Circles c ON c.Id = Mine.Circle AND c.Kind > 1 LIMIT 1
        """,
        person, other);
}
