using CareConnect.Domain.Queue;
using CareConnect.Hub.Cover;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Queue;

/// <summary>
/// Who sees a row: its team, if it reads the thread and anyone in it is there. Else the thread's other teams too; else
/// whoever is in any team; else all staff. Asked anew each time, so that no change of a list, and no time away, can leave a
/// patient with nobody.
/// </summary>
internal static class Watch
{
    public static IReadOnlyList<TeamMember> Of(Sql sql, QueueItem item, DateTimeOffset now)
    {
        var own = item.Team is { } team ? Staffing.Of(sql, team.Value) : [];
        if (!IsAdrift(sql, item, own, now)) return own;
        var others = item.Conversation is { } circle
            ? Staffing.TeamsIn(sql, circle.Value).SelectMany(other => Staffing.Of(sql, other)).Distinct().ToList()
            : [];

        // Who reads the thread, before who does not. Those who are away see it beside the others.
        if (AnyThere(sql, others, now)) return [.. others];
        if (AnyThere(sql, own, now)) return own;
        var everybody = Staffing.InAnyTeam(sql);
        if (!AnyThere(sql, everybody, now)) everybody = Staffing.Listed(sql);
        return [.. everybody.Union(own).Union(others)];
    }

    public static bool Sees(Sql sql, QueueItem item, string? person, DateTimeOffset now) =>
        person is not null && Of(sql, item, now).Any(member => member.Person == person);

    /// <summary>Whether nobody of the row's own team is there to see it, or they cannot read what it is about.</summary>
    public static bool IsAdrift(Sql sql, QueueItem item, DateTimeOffset now) =>
        IsAdrift(sql, item, item.Team is { } team ? Staffing.Of(sql, team.Value) : [], now);

    /// <summary>The item as it counts at this moment: an owner who is away or no longer sees it has it no more.</summary>
    public static QueueItem At(Sql sql, QueueItem item, DateTimeOffset now) => item.Owner is { } owner && item.IsOpen
        ? item with { OwnerAway = Absences.Of(sql, owner.Value, now) is not null || !Sees(sql, item, owner.Value, now) }
        : item;

    private static bool IsAdrift(Sql sql, QueueItem item, IReadOnlyList<TeamMember> own, DateTimeOffset now) =>
        !AnyThere(sql, own, now)
        || (item.Conversation is { } circle && !Staffing.TeamsIn(sql, circle.Value).Contains(item.Team!.Value.Value));

    private static bool AnyThere(Sql sql, IReadOnlyList<TeamMember> members, DateTimeOffset now) =>
        members.Any(member => Absences.Of(sql, member.Person, now) is null);
}
