using CareConnect.Domain.Crisis;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Storage;
using CareConnect.Hub.Telemetry;

namespace CareConnect.Hub.Crisis;

/// <summary>
/// Acts on claimed timers: what the domain decides, the events, the next timer and the pages to be sent are one
/// transaction. So an alert has either waited or moved, wherever the process is killed.
/// </summary>
/// <param name="chain">Whom a page could go to at an instant.</param>
/// <param name="pack">The clocks in force.</param>
/// <param name="write">Writes pages into the outbox.</param>
internal sealed class TimerMoves(
    Func<Sql, DateTimeOffset, Chain> chain, Func<Sql, RulePack> pack, Action<WriteTransaction, Alert, PageOrder, DateTimeOffset> write)
{
    /// <summary>After so many failures the pages, the policy and the pack are done without: everyone is told on the board, and the clock goes on.</summary>
    public const int Strict = 3;

    private static readonly RulePack DefaultClocks = RulePack.Default(TimeZoneInfo.Utc);

    /// <summary>Those of the policy, the schedules, the pack and the outbox.</summary>
    public static TimerMoves OfTheClinic { get; } = new(Chains.At, Queue.RulePacks.Current, Chains.Write);

    /// <summary>Moves the alert of a claimed timer.</summary>
    /// <returns>What it came to, or null when the timer is another's by now.</returns>
    public ClockMove? Act(WriteTransaction tx, ClaimedTimer claimed, DateTimeOffset now)
    {
        // (1) Only with the newest fence: whoever was slow, stopped or believed dead meanwhile changes nothing.
        if (TimerStore.Held(tx, claimed) is not { } timer) return null;
        if (AlertStore.Find(tx, claimed.Alert) is not { IsOpen: true } alert)
            throw new InvalidOperationException("A timer stands without an open alert.");

        // (2) Decide.
        var strict = claimed.Attempt <= Strict;
        var move = AlertClock.Due(
            alert, timer, strict ? chain(tx, now) : Chains.Everyone(tx), strict ? pack(tx) : DefaultClocks, now);

        // (3) Alert, events, next timer and pages, all or none.
        if (!move.Events.IsEmpty) AlertStore.Store(tx, move.Alert, move.Events);
        TimerStore.Set(tx, alert.Id, move.Next);
        if (strict)
            foreach (var order in move.Pages) write(tx, move.Alert, order, now);
        Measures.Moved(now - timer.DueAt);
        return move;
    }
}
