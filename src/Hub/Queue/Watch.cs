using CareConnect.Domain.Queue;
using CareConnect.Hub.Cover;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Queue;

/// <summary>
/// Who sees a row: its team, if anyone is in it and it reads the thread. Else the thread's other teams; else whoever is
/// in any team; else all staff. Asked anew each time, so that no change of a list can leave a patient with nobody.
/// </summary>
internal static class Watch
{
    public static List<TeamMember> Of(Sql sql, QueueItem item)
    {
        var reading = item.Conversation is { } circle ? Staffing.TeamsIn(sql, circle.Value) : [];
        var own = item.Team is { } team ? Staffing.Of(sql, team.Value) : [];
        if (own.Count > 0 && (item.Conversation is null || reading.Contains(item.Team!.Value.Value))) return own;
        if (reading.SelectMany(other => Staffing.Of(sql, other)).Distinct().ToList() is { Count: > 0 } others) return others;
        if (own.Count > 0) return own;
        return Staffing.InAnyTeam(sql) is { Count: > 0 } all ? all : Staffing.Listed(sql);
    }

    public static bool Sees(Sql sql, QueueItem item, string? person) =>
        person is not null && Of(sql, item).Any(member => member.Person == person);

    /// <summary>Whether the row's own team does not see it, or cannot read what it is about.</summary>
    public static bool IsAdrift(Sql sql, QueueItem item) =>
        item.Team is not { } team || Staffing.Of(sql, team.Value).Count == 0
        || (item.Conversation is { } circle && !Staffing.TeamsIn(sql, circle.Value).Contains(team.Value));

    /// <summary>The item as it counts at this moment: an owner who is away or no longer sees it has it no more.</summary>
    public static QueueItem At(Sql sql, QueueItem item, DateTimeOffset now) => item.Owner is { } owner && item.IsOpen
        ? item with { OwnerAway = Absences.Of(sql, owner.Value, now) is not null || !Sees(sql, item, owner.Value) }
        : item;
}
