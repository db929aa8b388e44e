using CareConnect.Domain.Crisis;
using CareConnect.Domain.People;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Crisis;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Tests.Crisis.Simulation;

/// <summary>
/// A clinic for some hours: patients, responders, two processes on one database, and everything that can go wrong. All
/// of it follows from the seed.
/// </summary>
internal sealed class World
{
    public const int RestartLimit = 5_000;
    public const long LongestRest = 30 * Minute;
    private const int Second = 1_000, Minute = 60 * Second;

    /// <summary>How likely a process dies between two steps, and in a transaction; and that the machine stalls, or something called fails.</summary>
    public const double KillBetween = 0.01, KillInside = 0.01, Stall = 0.01, Breaks = 0.01;

    private static readonly RulePack Pack = RulePack.Default(TimeZoneInfo.Utc);

    private readonly Without without;
    private readonly int alerts;
    private readonly TimerMoves moves;
    private readonly Clinicians people;
    private long auditUntil;

    public World(SimulatedStore store, int seed, int alerts, Without without)
    {
        (Store, Seed, this.alerts, this.without) = (store, seed, alerts, without);
        Random = new Random(seed);
        Time = new SimulatedTime();
        Checks = new Checks(this);
        people = new Clinicians(this);
        Nodes = [new SimulatedNode(this, "one"), new SimulatedNode(this, "two")];
        moves = new TimerMoves(Chain, _ => Pack, (_, _, _, _) => Failing());
    }

    public int Seed { get; }

    public Random Random { get; }

    public SimulatedTime Time { get; }

    public SimulatedStore Store { get; }

    public Checks Checks { get; }

    public SimulatedNode[] Nodes { get; }

    /// <summary>Milliseconds by which the wall clock was set forward, how often it was set back, and how often a process died, stalled or was started.</summary>
    public long SetForward { get; private set; }

    public long SetBack { get; private set; }

    public int Interruptions { get; private set; }

    public bool ClocksStopped { get; private set; }

    public bool Happens(double likely) => Random.NextDouble() < likely;

    public void Run()
    {
        Store.Clear();
        var end = 0L;
        for (var alert = 0; alert < alerts; alert++)
        {
            end += Random.Next(12 * Minute);
            var id = NewId();
            Time.At(end, () => Raise(id, NewId()));
        }

        for (var jump = Random.Next(4); jump > 0; jump--) Time.At(Random.NextInt64(end), Jump);
        for (var kill = Random.Next(6); kill > 0; kill--) Time.At(Random.NextInt64(end), () => Nodes[Random.Next(2)].Kill());
        if (Happens(0.1)) Time.At(Random.NextInt64(end), StopClocks);
        if (Happens(0.2)) Time.At(Random.NextInt64(end), Audit);
        Time.RunUntil(end + Random.Next(90 * Minute));
        Checks.End(Store.Sql);
    }

    public void Interrupted()
    {
        Interruptions++;
        Checks.NodesChanged();
    }

    public void WakeAll(SimulatedNode? here)
    {
        foreach (var node in Nodes) node.Wake(node == here);
    }

    /// <summary>What a node does with a timer that it claimed.</summary>
    public void Act(ClaimedTimer claimed)
    {
        if (without == Without.Fence && TimerStore.Find(Store.Sql, claimed.Alert) is { } newest) claimed = claimed with { Fence = newest.Fence };
        var move = Store.Write(tx =>
        {
            var made = moves.Act(tx, claimed, Time.Now);
            if (Happens(KillInside)) throw new Killed();
            return made;
        });
        if (move is null) return;
        Checks.Paged(claimed.Alert, move);
        Checks.Compare(move.Alert);
        if (without == Without.NextStep)
            Store.Sql.Execute("UPDATE AlertTimers SET DueAt = DueAt + 86400000, Wait = Wait + 86400000 WHERE Alert = ?1 AND Kind = 'page'", claimed.Alert);
        foreach (var order in move.Pages)
            foreach (var person in order.People) people.Hear(claimed.Alert, person);
    }

    /// <summary>A move by a person, through whichever process answers. Null when that process died and nothing was kept.</summary>
    public AlertResult? Ask(Guid id, Func<Alert, DateTimeOffset, AlertResult> move)
    {
        var node = Nodes[Random.Next(2)];
        if (!node.IsUp) return null;
        try
        {
            var result = Store.Write(tx =>
            {
                var alert = AlertStore.Find(tx, id)!;
                var made = move(alert, Time.Now);
                if (made is AlertMoved moved) AlertDesk.Keep(tx, alert, moved.Alert, moved.Event, Time.Now);
                if (made is Taken taken) AlertDesk.Keep(tx, alert, taken.Alert, taken.Event, Time.Now);
                if (Happens(KillInside)) throw new Killed();
                return made;
            });
            if (result is AlertMoved or Taken) WakeAll(result is AlertMoved { Alert.State: AlertState.Paged } ? node : null);
            // Committed, and dead before it could say so: the person asks again.
            if (Happens(KillBetween)) node.Kill();
            return result;
        }
        catch (Killed)
        {
            node.Kill();
            return null;
        }
    }

    /// <summary>A patient's press, tried again until it is heard.</summary>
    public void Raise(Guid id, Guid call)
    {
        var node = Nodes[Random.Next(2)];
        AlertState? before = AlertStore.OpenOf(Store.Sql, id)?.State;
        try
        {
            if (!node.IsUp) throw new Killed();
            Store.Write(tx =>
            {
                var raised = AlertIntake.Raise(tx, before is null ? id : call, id, AlertCause.HelpButton, by: null, Time.Now);
                if (Happens(KillInside)) throw new Killed();
                return raised;
            });
        }
        catch (Killed)
        {
            node.Kill();
            Time.In(Random.Next(Second, 3 * Second), () => Raise(id, call));
            return;
        }

        if (before is null)
        {
            Checks.Free(id, wait: 0);
            if (Happens(0.02)) Time.In(Random.Next(30 * Minute), () => LoseTimer(id));
            if (Happens(0.1)) Time.In(Random.Next(30 * Minute), () => { if (AlertStore.OpenOf(Store.Sql, id) is not null) Raise(id, NewId()); });
        }
        else if (before == AlertState.ContactMade)
        {
            people.HasToReachAgain(id);
        }

        WakeAll(node);
    }

    public Guid NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        Random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private Chain Chain(Sql sql, DateTimeOffset now)
    {
        Failing();
        return people.ChainAt(now);
    }

    private void Failing()
    {
        if (Happens(KillInside)) throw new Killed();
        if (Happens(Breaks)) throw new Broken();
    }

    private void Jump()
    {
        int[] sizes = [10 * Second, 10 * Minute, 300 * Minute];
        var by = Random.Next(1, sizes[Random.Next(sizes.Length)]);
        // A clock that is set back while no process looks at it is beyond what anybody could notice in time.
        if (ClocksStopped || Happens(0.5)) SetForward += by;
        else (by, SetBack) = (-by, SetBack + 1);
        Time.Wrong += by;
        WakeAll(Nodes[0]);
    }

    private void StopClocks()
    {
        ClocksStopped = true;
        Checks.ClocksStop();
        var last = Random.Next(3 * Minute, 6 * Minute);
        AuditFor(last);
        Time.In(last, () =>
        {
            ClocksStopped = false;
            WakeAll(Nodes[0]);
        });
    }

    private void LoseTimer(Guid id)
    {
        if (AlertStore.OpenOf(Store.Sql, id) is not { State: AlertState.Raised or AlertState.Paged or AlertState.Acknowledged }) return;
        Store.Sql.Execute("DELETE FROM AlertTimers WHERE Alert = ?1", id);
        Checks.TimerLost(id);
        AuditFor(2 * Minute);
    }

    // Rounds of the auditor in which it cannot find anything are left out, but for a few.
    private void AuditFor(long span)
    {
        var begins = auditUntil < Time.Passed;
        auditUntil = Math.Max(auditUntil, Time.Passed + span);
        if (begins) Time.In(Random.Next((int)CrisisAuditor.Every.TotalMilliseconds), Audit);
    }

    private void Audit()
    {
        if (Time.Passed < auditUntil) Time.In((long)CrisisAuditor.Every.TotalMilliseconds, Audit);
        if (without == Without.Auditor || !Nodes.Any(node => node.Works)) return;
        var now = Time.Now;
        foreach (var id in Store.Sql.List(CrisisAuditor.Lost, row => row.GetGuid(0), now.ToUnixTimeMilliseconds(), (long)CrisisAuditor.Overdue.TotalMilliseconds))
        {
            var paged = false;
            Store.Write(tx =>
            {
                CrisisAuditor.Repair(tx, id, now, people.Everyone, (_, _, _, _) => paged = true);
                return true;
            });
            if (paged) Checks.PagedByAuditor(id);
            foreach (var person in people.Everyone) people.Hear(id, person);
        }

        WakeAll(Nodes[0]);
    }
}
