using CareConnect.Domain.Crisis;
using CareConnect.Domain.People;
using CareConnect.Hub.Crisis;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Tests.Crisis.Simulation;

/// <summary>What must hold, measured in the time that really passed and told apart from what the engine believes.</summary>
internal sealed class Checks(World world)
{
    /// <summary>A beat, and the moment from a claim to its commit.</summary>
    public const long Moment = 1_100;

    /// <summary>What one fault costs at most: the lease of whoever died with the timer, a beat, and a failure's longest pause.</summary>
    public const long PerFault = 10_000 + 8_000 + Moment;

    private const long OnlyTheAuditor = 60_000 + 20_000 + Moment;

    private readonly Dictionary<Guid, Watch> watches = [];
    private readonly HashSet<(Guid, int, int)> pages = [];
    private long nobodyWorkedFor, nobodyWorksSince = -1;

    public List<string> Broken { get; } = [];

    /// <summary>Longest wait for a page beyond its step, without what faults explain, in milliseconds; and with it.</summary>
    public long WorstQuiet { get; private set; }

    public long WorstAfterFaults { get; private set; }

    public int Pages { get; private set; }

    public int Repaired { get; private set; }

    public int Faults { get; private set; }

    public int Owners { get; private set; }

    /// <summary>Nobody has it from now on: a page is due after this wait.</summary>
    public void Free(Guid alert, long wait)
    {
        if (!watches.TryGetValue(alert, out var watch)) watches[alert] = watch = new Watch();
        if (watch.Owner is not null) watch.Owner = null;
        Expect(watch, wait);
    }

    public void Paged(Guid alert, ClockMove move)
    {
        var watch = watches[alert];
        foreach (var order in move.Pages.Where(order => order.Step >= 0))
            if (!pages.Add((alert, order.Round, order.Step))) Fail(alert, $"step {order.Round}/{order.Step} was paged twice");
        foreach (var expired in move.Events.OfType<AcknowledgementExpired>())
        {
            if (watch.Owner != expired.Owner) Fail(alert, $"was taken back from {expired.Owner}, who did not have it");
            if (world.Time.Passed + watch.SetForward(world) < watch.ContactBy) Fail(alert, "was taken back before the fifteen minutes were over");
            watch.Owner = null;
        }

        Pages += move.Pages.Length;
        InTime(alert, watch);
        Expect(watch, (long)move.Next.Wait.TotalMilliseconds);
    }

    public void PagedByAuditor(Guid alert)
    {
        Repaired++;
        Pages++;
        var watch = watches[alert];
        InTime(alert, watch);
        Expect(watch, 0);
    }

    public void Taken(Guid alert, PersonId by, long contact)
    {
        var watch = watches[alert];
        if (watch.Owner is { } other && other != by) Fail(alert, $"{by} has it and {other} as well");
        Owners++;
        watch.Owner = by;
        watch.ContactBy = world.Time.Passed + contact;
        watch.Forward = world.SetForward;
        Expect(watch, contact);
    }

    public void Reached(Guid alert) => watches[alert].Due = long.MaxValue;

    /// <summary>What the database says must be what the people were told.</summary>
    public void Compare(Alert stored)
    {
        if (watches.TryGetValue(stored.Id, out var watch) && watch.Owner != stored.Owner)
            Fail(stored.Id, $"{watch.Owner} was told to have it, but it is {stored.Owner}'s");
    }

    public void Fault(Guid alert)
    {
        Faults++;
        watches[alert].Faults++;
    }

    /// <summary>The alert's timer was taken away: the auditor has a minute.</summary>
    public void TimerLost(Guid alert)
    {
        Faults++;
        watches[alert].Extra += 60_000;
    }

    /// <summary>No process acts on timers: the auditor pages, a minute and a round later.</summary>
    public void ClocksStop()
    {
        Faults++;
        foreach (var watch in watches.Values) watch.Extra += OnlyTheAuditor;
    }

    /// <summary>A process has died, stalled or come back.</summary>
    public void NodesChanged()
    {
        var somebodyWorks = world.Nodes.Any(node => node.Works);
        if (somebodyWorks && nobodyWorksSince >= 0)
        {
            nobodyWorkedFor += world.Time.Passed - nobodyWorksSince;
            nobodyWorksSince = -1;
        }
        else if (!somebodyWorks && nobodyWorksSince < 0)
        {
            nobodyWorksSince = world.Time.Passed;
        }
    }

    /// <summary>At the end: every alert is over, somebody's, or still being paged.</summary>
    public void End(Sql sql)
    {
        foreach (var (id, watch) in watches)
        {
            if (AlertStore.Find(sql, id) is not { } alert)
            {
                Fail(id, "is lost");
                continue;
            }

            Compare(alert);
            if (alert.IsOpen && watch.Due < long.MaxValue && Late(watch) > 0) Fail(id, $"is {alert.State} and silent at the end");
        }
    }

    private void Expect(Watch watch, long wait)
    {
        watch.Due = world.Time.Passed + wait;
        watch.Wait = wait;
        (watch.Faults, watch.Extra) = (0, world.ClocksStopped ? OnlyTheAuditor : 0);
        (watch.NobodyWorkedFor, watch.SetBack, watch.Interruptions) = (NobodyWorkedFor(), world.SetBack, world.Interruptions);
    }

    private void InTime(Guid alert, Watch watch)
    {
        var beyond = world.Time.Passed - watch.Due;
        if (watch is { Faults: 0, Extra: 0 } && watch.SetBack == world.SetBack && watch.Interruptions == world.Interruptions
            && NobodyWorkedFor() == watch.NobodyWorkedFor) WorstQuiet = Math.Max(WorstQuiet, beyond);
        WorstAfterFaults = Math.Max(WorstAfterFaults, beyond);
        if (Late(watch) > 0) Fail(alert, $"was silent for {beyond} ms beyond its step ({watch.Faults} faults, {watch.Extra} ms extra)");
    }

    /// <summary>Milliseconds beyond what a step, the beat and the faults that hit this very timer explain.</summary>
    private long Late(Watch watch)
    {
        var allowed = watch.Due + Moment + watch.Faults * PerFault + watch.Extra + NobodyWorkedFor() - watch.NobodyWorkedFor;
        // Where no process saw the timer wait before the clock was set back (it died, stalled, or its clock stood), it waits once more its length, and for a beat.
        if (world.SetBack != watch.SetBack && (world.Interruptions > watch.Interruptions || watch.Extra > 0)) allowed += (watch.Wait + Moment) * (world.SetBack - watch.SetBack);
        return world.Time.Passed - allowed;
    }

    private long NobodyWorkedFor() => nobodyWorkedFor + (nobodyWorksSince >= 0 ? world.Time.Passed - nobodyWorksSince : 0);

    private void Fail(Guid alert, string what) => Broken.Add($"alert {alert} {what}, at {world.Time.Passed} ms of world {world.Seed}");

    private sealed class Watch
    {
        public PersonId? Owner;
        public long Due, Wait, ContactBy, Extra, NobodyWorkedFor, SetBack, Forward;
        public int Faults, Interruptions;

        public long SetForward(World world) => world.SetForward - Forward;
    }
}
