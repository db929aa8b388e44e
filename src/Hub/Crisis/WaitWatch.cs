namespace CareConnect.Hub.Crisis;

/// <summary>
/// Tells which timers are due, whatever happens to the wall clock. Set forward, it makes them due early; set back, this
/// process still measures by its monotonic clock how long it has seen a timer wait, and dates it anew. Where none was
/// there to see it, a process knows only that a timer is further away than it can be, and lets it wait its length once more. Not thread-safe.
/// </summary>
internal sealed class WaitWatch(TimeProvider clock)
{
    // Two clocks of one machine never run quite alike.
    private static readonly TimeSpan Drift = TimeSpan.FromSeconds(1);

    private readonly Dictionary<Guid, (long Fence, long SeenAt, TimeSpan Left)> watched = [];

    /// <summary>Those of all pending timers that are due and free, in their order.</summary>
    public List<PendingTimer> Due(List<PendingTimer> pending, DateTimeOffset now)
    {
        if (pending.Count < watched.Count)
        {
            var known = pending.Select(timer => timer.Alert).ToHashSet();
            foreach (var gone in watched.Keys.Where(alert => !known.Contains(alert)).ToList()) watched.Remove(gone);
        }

        return [.. pending.Where(timer => Left(timer, now) <= TimeSpan.Zero && !timer.IsLeased(now))];
    }

    /// <summary>
    /// Those that the wall clock, set back meanwhile, would make wait longer than they have left. They are dated anew: else
    /// every process that starts would let them wait their whole length again.
    /// </summary>
    public List<(PendingTimer Timer, DateTimeOffset DueAt)> Misdated(List<PendingTimer> pending, DateTimeOffset now) =>
        [.. pending.Select(timer => (Timer: timer, DueAt: now + Left(timer, now))).Where(each => each.Timer.Timer.DueAt - each.DueAt > Drift)];

    /// <summary>How long a timer still waits, by whichever clock lets it wait less.</summary>
    public TimeSpan Left(PendingTimer timer, DateTimeOffset now)
    {
        var left = timer.Timer.DueSeenAt(now) - now;
        if (left <= TimeSpan.Zero) return left;
        if (watched.TryGetValue(timer.Alert, out var seen) && seen.Fence == timer.Fence)
        {
            var measured = seen.Left - clock.GetElapsedTime(seen.SeenAt);
            return measured < left ? measured : left;
        }

        watched[timer.Alert] = (timer.Fence, clock.GetTimestamp(), left);
        return left;
    }
}
