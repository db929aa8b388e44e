using CareConnect.Domain.Crisis;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;

namespace CareConnect.Hub.Crisis;

/// <summary>When an alert that nobody has is paged next, and to whom, as things stand now.</summary>
internal static class NextPages
{
    public static Dictionary<Guid, NextPage> Of(Sql sql, IReadOnlyCollection<PendingTimer> timers, DateTimeOffset now)
    {
        var paging = timers.Where(timer => timer.Timer.Kind is TimerKind.Page or TimerKind.Nobody).ToList();
        if (paging.Count == 0) return [];
        var chain = Chains.At(sql, now);
        return paging.ToDictionary(timer => timer.Alert, timer => new NextPage(
            timer.Timer.DueSeenAt(now).ToUnixTimeMilliseconds(),
            [.. (AlertClock.NextStep(timer.Timer, chain)?.People ?? chain.Everyone).Select(person => person.Value)],
            timer.Timer.Round));
    }
}
