using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Circles;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.OnCall;

/// <summary>
/// Who may do what with the on-call plan. Administrators, and leads of a crisis team that the clinic lists, edit it;
/// members of crisis teams see it, and change their own hours.
/// </summary>
internal static class OnCallAccess
{
    private const string Leads =
        """
        SELECT 1 FROM Clinic k
        JOIN CircleMembers t ON t.Circle = k.Circle AND t.Role = 3
        JOIN TeamAttributes x ON x.Team = t.Principal AND x.Care = 'crisis'
        JOIN CircleMembers m ON m.Circle = t.Principal AND m.Role = 1 AND m.Principal = ?1
        """;

    public static bool Edits(Sql sql, Caller by) =>
        by.Person is { } person && Access.IsPresent(sql, by)
        && (by.Role.May(Act.EditCoverage) || (Staffing.IsResponder(sql, person) && sql.Any(Leads, person)));

    public static bool Sees(Sql sql, Caller by) =>
        by.Person is not null && Access.IsPresent(sql, by) && (Staffing.IsResponder(sql, by.Person) || Edits(sql, by));
}
