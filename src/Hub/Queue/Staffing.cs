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

    public static bool Works(Sql sql, string team, string? person) =>
        person is not null && sql.Any("SELECT 1 " + Members + " WHERE t.Principal = ?1 AND m.Principal = ?2", team, person);

    public static List<string> TeamsOf(Sql sql, string? person) =>
        person is null ? [] : sql.List("SELECT t.Principal " + Members + " WHERE m.Principal = ?1", row => row.GetString(0), person);

    public static List<TeamMember> Of(Sql sql, string team) => sql.List(
        "SELECT m.Principal, a.Id " + Members + " WHERE t.Principal = ?1",
        row => new TeamMember(row.GetString(0), row.GetGuid(1)),
        team);

    public static bool IsResponder(Sql sql, string? person) =>
        person is not null && sql.Any("SELECT 1 " + Responders + " WHERE m.Principal = ?1", person);

    /// <summary>Members of all crisis teams, each once.</summary>
    public static List<TeamMember> CrisisResponders(Sql sql) => sql.List(
        "SELECT DISTINCT m.Principal, a.Id " + Responders + " ORDER BY m.Principal",
        row => new TeamMember(row.GetString(0), row.GetGuid(1)));

    /// <summary>Whether the clinic lists this person as staff.</summary>
    public static bool IsStaff(Sql sql, string person) => sql.Any(
        "SELECT 1 FROM Clinic k JOIN CircleMembers s ON s.Circle = k.Circle AND s.Principal = ?1 AND NOT s.IsTeam", person);

    /// <summary>The teams that a thread lists, without the custodian.</summary>
    public static List<string> TeamsIn(Sql sql, string circle) => sql.List(
        "SELECT Principal FROM CircleMembers WHERE Circle = ?1 AND IsTeam AND NOT Custodian ORDER BY Principal",
        row => row.GetString(0),
        circle);
}
