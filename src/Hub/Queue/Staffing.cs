using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Queue;

/// <summary>A member of a team, with the account that is told.</summary>
internal sealed record TeamMember(string Person, Guid Account);

/// <summary>
/// Who works in which team, by the newest manifests: the clinic lists the team and the person, the team lists the
/// person, and the account is enabled. An attribute or an account's role alone gives no right.
/// </summary>
internal static class Staffing
{
    private const string Members =
        """
        FROM Clinic k
        JOIN CircleMembers t ON t.Circle = k.Circle AND t.Role = 3
        JOIN CircleMembers m ON m.Circle = t.Principal
        JOIN CircleMembers s ON s.Circle = k.Circle AND s.Principal = m.Principal AND NOT s.IsTeam
        JOIN Accounts a ON a.Person = m.Principal AND a.Enabled
        """;

    private const string Responders = Members + " JOIN TeamAttributes x ON x.Team = t.Principal AND x.Care = 'crisis' ";

    /// <summary>For an item <c>i</c> at the moment ?1: somebody of its team is there, and the team reads its thread.</summary>
    public const string InPlace =
        "(EXISTS (SELECT 1 " + Members + " WHERE t.Principal = i.Team AND NOT EXISTS ("
        + "SELECT 1 FROM Absences z WHERE z.Person = m.Principal AND z.\"from\" <= ?1 AND z.Until > ?1)) AND (i.Circle IS NULL OR EXISTS ("
        + "SELECT 1 FROM CircleMembers c WHERE c.Circle = i.Circle AND c.Principal = i.Team AND c.IsTeam AND NOT c.Custodian)))";

    public static bool Works(Sql sql, string team, string? person) =>
        person is not null && sql.Any("SELECT 1 " + Members + " WHERE t.Principal = ?1 AND m.Principal = ?2", team, person);

    public static List<string> TeamsOf(Sql sql, string? person) =>
        person is null ? [] : sql.List("SELECT t.Principal " + Members + " WHERE m.Principal = ?1", row => row.GetString(0), person);

    public static IReadOnlyList<TeamMember> Of(Sql sql, string team) => sql.Recall("members of a team", team, asked => asked.List(
        "SELECT m.Principal, a.Id " + Members + " WHERE t.Principal = ?1",
        row => new TeamMember(row.GetString(0), row.GetGuid(1)),
        team));

    /// <summary>Members of all teams, each once.</summary>
    public static List<TeamMember> InAnyTeam(Sql sql) => sql.List(
        "SELECT DISTINCT m.Principal, a.Id " + Members, row => new TeamMember(row.GetString(0), row.GetGuid(1)));

    /// <summary>Everyone whom the clinic lists as staff and whose account is enabled.</summary>
    public static List<TeamMember> Listed(Sql sql) => sql.List(
        """
        SELECT s.Principal, a.Id FROM Clinic k
        JOIN CircleMembers s ON s.Circle = k.Circle AND NOT s.IsTeam
        JOIN Accounts a ON a.Person = s.Principal AND a.Enabled
        """,
        row => new TeamMember(row.GetString(0), row.GetGuid(1)));

    /// <summary>The team that treats a patient: that of their newest thread, else of who vouched for them, else of who invited them.</summary>
    public static (string? Circle, string? Team) Treating(Sql sql, Guid record)
    {
        foreach (var circle in sql.List(
            "SELECT Id FROM Circles WHERE Patient = ?1 AND Kind = 3 AND NOT Plan ORDER BY LastMessageAt DESC, CreatedAt DESC", row => row.GetString(0), record))
        {
            if (TeamsIn(sql, circle).FirstOrDefault(team => Of(sql, team).Count > 0) is { } team) return (circle, team);
        }

        return (null, sql.Text(
            "SELECT t.Principal " + Members
            + """
             JOIN TeamAttributes x ON x.Team = t.Principal AND x.Care <> 'crisis'
            WHERE m.Principal IN (
                SELECT v.Author FROM Vouches v WHERE v.Record = ?1
                UNION SELECT b.Person FROM Invitations n JOIN Accounts b ON b.Id = n.Inviter WHERE n.Id = ?1)
            ORDER BY x.Care IN ('front-desk', 'records', 'other'), t.Principal LIMIT 1
            """,
            record));
    }

    public static bool IsResponder(Sql sql, string? person) =>
        person is not null && sql.Any("SELECT 1 " + Responders + " WHERE m.Principal = ?1", person);

    /// <summary>Members of all crisis teams, each once.</summary>
    public static List<TeamMember> CrisisResponders(Sql sql) => sql.List(
        "SELECT DISTINCT m.Principal, a.Id " + Responders + " ORDER BY m.Principal",
        row => new TeamMember(row.GetString(0), row.GetGuid(1)));

    /// <summary>The enabled account of a person whom the clinic lists as staff.</summary>
    public static Guid? AccountOf(Sql sql, string person) => sql.First<Guid?>(
        """
        SELECT a.Id FROM Clinic k JOIN CircleMembers s ON s.Circle = k.Circle AND s.Principal = ?1 AND NOT s.IsTeam
        JOIN Accounts a ON a.Person = s.Principal AND a.Enabled
        """,
        row => row.GetGuid(0),
        person);

    /// <summary>The crisis teams with their members.</summary>
    public static List<(string Team, string Person)> CrisisTeams(Sql sql) => sql.List(
        "SELECT DISTINCT t.Principal, m.Principal " + Responders + " ORDER BY t.Principal, m.Principal",
        row => (row.GetString(0), row.GetString(1)));

    /// <summary>Everybody whom the clinic lists, with an account that is enabled.</summary>
    public static List<string> AllStaff(Sql sql) => sql.List(
        """
        SELECT s.Principal FROM Clinic k JOIN CircleMembers s ON s.Circle = k.Circle AND NOT s.IsTeam
        JOIN Accounts a ON a.Person = s.Principal AND a.Enabled ORDER BY s.Principal
        """,
        row => row.GetString(0));

    /// <summary>Whether the clinic lists this person as staff.</summary>
    public static bool IsStaff(Sql sql, string person) => sql.Any(
        "SELECT 1 FROM Clinic k JOIN CircleMembers s ON s.Circle = k.Circle AND s.Principal = ?1 AND NOT s.IsTeam", person);

    /// <summary>The teams that a thread lists, without the custodian.</summary>
    public static IReadOnlyList<string> TeamsIn(Sql sql, string circle) => sql.Recall("teams of a thread", circle, asked => asked.List(
        "SELECT Principal FROM CircleMembers WHERE Circle = ?1 AND IsTeam AND NOT Custodian ORDER BY Principal",
        row => row.GetString(0),
        circle));
}
