using CareConnect.Hub.Crisis;

namespace CareConnect.Hub.Tests.Crisis.Simulation;

/// <summary>
/// A process of the clinic: the loop of <see cref="AlertPager"/>, step by step, so that it can be killed, stalled or
/// failed between any two of them. The steps themselves are the real ones.
/// </summary>
internal sealed class SimulatedNode(World world, string name)
{
    private const int Beat = 1000;
    private readonly long phase = world.Random.Next(Beat);
    private WaitWatch watch = new(world.Time);
    private long beatAt = long.MaxValue;
    private long busyUntil;
    private int life;
    private List<ClaimedTimer> underWay = [];

    public bool IsUp { get; private set; } = true;

    /// <summary>Neither dead nor stalled.</summary>
    public bool Works => IsUp && world.Time.Passed >= busyUntil;

    /// <summary>Something moved: here it is looked at once, elsewhere with the next beat.</summary>
    public void Wake(bool here) => BeatAt(here ? world.Time.Passed : NextBeat(world.Time.Passed + 1));

    /// <summary>Dies now, and is started again some seconds later.</summary>
    public void Kill()
    {
        if (!IsUp) return;
        Hit(underWay);
        underWay = [];
        IsUp = false;
        life++;
        beatAt = long.MaxValue;
        world.Interrupted();
        world.Time.In(world.Random.Next(200, World.RestartLimit), () =>
        {
            IsUp = true;
            busyUntil = 0;
            watch = new WaitWatch(world.Time);
            world.Interrupted();
            Wake(here: true);
        });
    }

    private void BeatAt(long at)
    {
        if (!IsUp || at >= beatAt) return;
        beatAt = at;
        var mine = life;
        world.Time.At(at, () =>
        {
            if (life != mine || beatAt != at) return;
            beatAt = long.MaxValue;
            Look();
        });
    }

    private long NextBeat(long from) => from + ((phase - from) % Beat + Beat) % Beat;

    private void Look()
    {
        if (world.Time.Passed < busyUntil)
        {
            BeatAt(NextBeat(busyUntil));
            return;
        }

        if (world.ClocksStopped) return;

        // (1) Which are due?
        var now = world.Time.Now;
        var pending = TimerStore.Pending(world.Store.Sql);
        var due = watch.Due(pending, now);
        foreach (var (timer, dueAt) in watch.Misdated(pending, now))
        {
            world.Store.Write(tx =>
            {
                TimerStore.Redate(tx, timer, dueAt);
                return true;
            });
        }

        if (due.Count == 0)
        {
            Rest(pending, now);
            return;
        }

        if (world.Happens(World.KillBetween)) { Kill(); return; }

        // (2) Claimed, for this process alone.
        List<ClaimedTimer> claimed;
        try
        {
            claimed = world.Store.Write(tx =>
            {
                var all = due.Select(timer => TimerStore.Claim(tx, timer, name, now)).OfType<ClaimedTimer>().ToList();
                if (world.Happens(World.KillInside)) throw new Killed();
                return all;
            });
        }
        catch (Killed)
        {
            Kill();
            return;
        }

        underWay = claimed;
        if (world.Happens(World.KillBetween)) { Kill(); return; }

        // (3) Acted on, after a moment; or, when the machine stalls, long after the lease has ended.
        var stalls = world.Happens(World.Stall);
        if (stalls) Hit(claimed);
        var wait = stalls ? world.Random.Next(5_000, 60_000) : world.Random.Next(1, 30);
        busyUntil = world.Time.Passed + wait;
        if (stalls) world.Interrupted();
        else world.Checks.NodesChanged();
        var mine = life;
        world.Time.In(wait, () =>
        {
            world.Checks.NodesChanged();
            if (life == mine) Act(claimed);
            world.WakeAll(this);
        });
        BeatAt(NextBeat(busyUntil + 1));
    }

    private void Act(List<ClaimedTimer> claimed)
    {
        for (var at = 0; at < claimed.Count; at++)
        {
            try
            {
                world.Act(claimed[at]);
                underWay = claimed[(at + 1)..];
                if (!world.Happens(World.KillBetween)) continue;
                Kill();
                return;
            }
            catch (Killed)
            {
                Kill();
                return;
            }
            catch (Broken)
            {
                // As AlertPager does: told, and tried again a little later.
                Hit([claimed[at]]);
                var timer = claimed[at];
                var later = world.Time.Now + TimeSpan.FromSeconds(Math.Min(8, Math.Pow(2, timer.Attempt - 1)));
                world.Store.Write(tx =>
                {
                    TimerStore.TryLater(tx, timer, later);
                    return true;
                });
            }
        }
    }

    private void Hit(IEnumerable<ClaimedTimer> claimed)
    {
        foreach (var timer in claimed) world.Checks.Fault(timer.Alert);
    }

    // Beats at which nothing can be due are left out.
    private void Rest(List<PendingTimer> pending, DateTimeOffset now)
    {
        if (pending.Count == 0) return;
        var next = pending.Min(timer =>
        {
            var left = watch.Left(timer, now);
            if (timer.LeaseUntil is { } until && timer.IsLeased(now) && until - now > left) left = until - now;
            return (long)left.TotalMilliseconds;
        });
        BeatAt(NextBeat(world.Time.Passed + Math.Clamp(next, 1, World.LongestRest)));
    }
}
