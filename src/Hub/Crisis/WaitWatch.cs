namespace CareConnect.Hub.Crisis;

/// <summary>
/// Tells which timers are due, whatever happens to the wall clock. Set forward, it makes them due early; set back, this
/// process still measures by its monotonic clock how long it has seen a timer wait. A process that starts afterwards
/// knows only that a timer is further away than it can be, and lets it wait its own length at most. Not thread-safe.
/// </summary>
internal sealed class WaitWatch(TimeProvider clock)
{
    private readonly Dictionary<Guid, (long Fence, long SeenAt, TimeSpan Left)> watched = [];

    /// <summary>Those of all pending timers that are due and free, in their order.</summary>
    public List<PendingTimer> Due(List<PendingTimer> pending, DateTimeOffset now)
    {
        if (pending.Count < watched.Count)
        {
            var known = pending.Select(timer => timer.Alert).ToHashSet();
            foreach (var gone in watched.Keys.Where(alert => !known.Contains(alert)).ToList()) watched.Remove(gone);
        }

        return [.. pending.Where(timer => IsDue(timer, now) && !timer.IsLeased(now))];
    }

    private bool IsDue(PendingTimer timer, DateTimeOffset now)
    {
        var due = timer.Timer.DueSeenAt(now);
        if (due <= now) return true;
        if (watched.TryGetValue(timer.Alert, out var seen) && seen.Fence == timer.Fence)
            return clock.GetElapsedTime(seen.SeenAt) >= seen.Left;
        watched[timer.Alert] = (timer.Fence, clock.GetTimestamp(), due - now);
        return false;
    }
}
