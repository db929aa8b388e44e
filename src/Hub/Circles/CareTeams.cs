using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Circles;

/// <summary>
/// Which teams care for a patient: those that the clinic lists and a thread of the patient lists. The safety plan's own
/// circle does not count, or whoever reads the plan would come to the rest by it.
/// </summary>
internal static class CareTeams
{
    private const string Own =
        """
        SELECT DISTINCT t.Principal
        FROM Circles c
        JOIN CircleMembers t ON t.Circle = c.Id AND t.IsTeam AND NOT t.Custodian
        JOIN Clinic k ON TRUE
        JOIN CircleMembers l ON l.Circle = k.Circle AND l.Principal = t.Principal AND l.Role = 3
        WHERE c.Patient = ?1 AND c.Kind = 3 AND NOT c.Plan
        """;

    public static List<string> Of(Sql sql, Guid record) => sql.List(Own + " ORDER BY t.Principal", row => row.GetString(0), record);

    /// <summary>Whether a person works in a team that cares for the patient.</summary>
    public static bool Serves(Sql sql, string? person, Guid record) =>
        person is not null && Of(sql, record).Exists(team => Staffing.Works(sql, team, person));

    /// <summary>The teams that answer crisis alerts.</summary>
    public static List<string> Crisis(Sql sql) => sql.List(
        """
        SELECT t.Principal FROM Clinic k
        JOIN CircleMembers t ON t.Circle = k.Circle AND t.Role = 3
        JOIN TeamAttributes x ON x.Team = t.Principal AND x.Care = 'crisis'
        ORDER BY t.Principal
        """,
        row => row.GetString(0));

    /// <summary>Whether a person may see what the patient's record holds for care: their own teams always, responders while an alert is open.</summary>
    public static bool MayCare(Sql sql, string? person, Guid record) =>
        Serves(sql, person, record) || (HasOpenAlert(sql, record) && Staffing.IsResponder(sql, person));

    private static bool HasOpenAlert(Sql sql, Guid record) => sql.Any("SELECT 1 FROM Alerts WHERE Record = ?1 AND State <> 'closed'", record);
}
