using CareConnect.Domain.Tasks;
using CareConnect.Hub.Circles;
using CareConnect.Hub.Cover;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Tasks;

/// <summary>
/// Who sees a task: its owner, who covers for the owner, and the teams that care for the patient. Where the owner is not
/// there and no such team has anybody in it, whoever is in any team: nothing that must be done is seen by nobody.
/// </summary>
internal static class TaskWatch
{
    public static List<TeamMember> Of(Sql sql, CareTask task, DateTimeOffset now)
    {
        var seen = CareTeams.Of(sql, task.Record.Value).SelectMany(team => Staffing.Of(sql, team)).ToHashSet();
        foreach (var person in new[] { task.Owner?.Value, CoveredBy(sql, task, now) }.OfType<string>())
        {
            if (Staffing.AccountOf(sql, person) is { } account) seen.Add(new TeamMember(person, account));
        }

        var there = Uncovered(sql, task, now).Length == 0
            || seen.Any(member => member.Person != task.Owner?.Value && Absences.Of(sql, member.Person, now) is null);
        if (there) return [.. seen];
        return [.. seen.Union(Staffing.InAnyTeam(sql) is { Count: > 0 } all ? all : Staffing.Listed(sql))];
    }

    public static bool Sees(Sql sql, CareTask task, string? person, DateTimeOffset now) =>
        person is not null && Of(sql, task, now).Exists(member => member.Person == person);

    /// <summary>Why nobody may be looking after it: <c>no-owner</c>, <c>owner-away</c>, or empty.</summary>
    public static string Uncovered(Sql sql, CareTask task, DateTimeOffset now) => task.Owner is not { } owner
        ? "no-owner"
        : Staffing.AccountOf(sql, owner.Value) is null || Absences.Of(sql, owner.Value, now) is not null ? "owner-away" : "";

    public static string? CoveredBy(Sql sql, CareTask task, DateTimeOffset now) =>
        task.Owner is { } owner ? Absences.Of(sql, owner.Value, now)?.CoveredBy : null;
}
