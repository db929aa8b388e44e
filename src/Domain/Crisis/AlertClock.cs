using System.Collections.Immutable;
using CareConnect.Domain.OnCall;
using CareConnect.Domain.People;
using CareConnect.Domain.Triage;

namespace CareConnect.Domain.Crisis;

/// <summary>What a due timer comes to. Store all of it in one transaction.</summary>
/// <param name="Next">The timer from now on. There is always one: no timer ends an alert.</param>
public sealed record ClockMove(Alert Alert, ImmutableArray<AlertEvent> Events, AlertTimer Next, ImmutableArray<PageOrder> Pages);

/// <summary>Whom a page could go to now.</summary>
/// <param name="Steps">The escalation policy's steps, in order.</param>
/// <param name="Reached">Those of them whom a page reaches outside the board. A step without one is paged, but not waited for.</param>
/// <param name="Everyone">All crisis responders and the person the policy ends at: paged where no step reaches anybody.</param>
public sealed record Chain(IReadOnlyList<ReadyStep> Steps, IReadOnlySet<PersonId> Reached, ImmutableArray<PersonId> Everyone);

/// <summary>
/// The clocks of an alert (CLINICAL.md, crisis alerts): acknowledge within 5 minutes or the next step is paged, contact
/// within 15 or paging goes on, round and round until a person has it. Pure; the caller holds the due timer.
/// </summary>
public static class AlertClock
{
    /// <summary>How soon it looks again for somebody to page, where there was nobody.</summary>
    public static readonly TimeSpan NobodyAgain = TimeSpan.FromSeconds(5);

    /// <summary>One shift after contact: the board is told that it still waits to be closed (our own default).</summary>
    public static readonly TimeSpan ClosingReminder = TimeSpan.FromHours(8);

    /// <summary>No rule pack gives more time to reach a patient (CLINICAL.md, P0).</summary>
    public static readonly TimeSpan LongestContact = TimeSpan.FromMinutes(15);

    /// <summary>No timer of this program waits longer; one that seems to is wrong.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(24);

    /// <summary>The timer that belongs to where an alert has come, or null when it is closed.</summary>
    /// <param name="before">The timer it had: the chain goes on where it was.</param>
    public static AlertTimer? Of(Alert alert, AlertTimer? before, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(alert);
        var (round, step) = (before?.Round ?? 0, before?.Step ?? 0);
        return alert.State switch
        {
            AlertState.Raised or AlertState.Paged => AlertTimer.In(TimeSpan.Zero, TimerKind.Page, now, round, step),
            AlertState.Acknowledged => AlertTimer.In(Contact(alert.ContactBy!.Value - now), TimerKind.Contact, now, round, step),
            AlertState.ContactMade => AlertTimer.In(ClosingReminder, TimerKind.Closing, now, round, step),
            AlertState.Closed => null,
            _ => throw new ArgumentOutOfRangeException(nameof(alert), alert.State, "Not a state."),
        };
    }

    /// <summary>Decides what a timer that is due comes to.</summary>
    public static ClockMove Due(Alert alert, AlertTimer timer, Chain chain, RulePack pack, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(alert);
        ArgumentNullException.ThrowIfNull(timer);
        ArgumentNullException.ThrowIfNull(chain);
        ArgumentNullException.ThrowIfNull(pack);
        switch (alert.State)
        {
            case AlertState.Raised or AlertState.Paged:
                return PageOn(alert, timer, chain, pack, now, [], told: null);
            case AlertState.Acknowledged:
                var owner = alert.Owner!.Value;
                var free = alert with { State = AlertState.Paged, Owner = null, ContactBy = null };
                return PageOn(free, timer, chain, pack, now, [new AcknowledgementExpired(now, owner)], told: owner);
            case AlertState.ContactMade:
                return new ClockMove(
                    alert, [new ClosingAwaited(now)], AlertTimer.In(ClosingReminder, TimerKind.Closing, now, timer.Round, timer.Step), []);
            default:
                throw new ArgumentException("A closed alert has no timer.", nameof(alert));
        }
    }

    /// <summary>The step that a page timer comes to next, as things stand: for the board. Null when it would be everyone.</summary>
    public static ReadyStep? NextStep(AlertTimer timer, Chain chain)
    {
        ArgumentNullException.ThrowIfNull(timer);
        ArgumentNullException.ThrowIfNull(chain);
        return Around(timer, chain).Select(at => chain.Steps[at.Step]).FirstOrDefault(step => Reaches(step, chain));
    }

    private static ClockMove PageOn(
        Alert alert, AlertTimer timer, Chain chain, RulePack pack, DateTimeOffset now, ImmutableArray<AlertEvent> events, PersonId? told)
    {
        var pages = new List<PageOrder>();
        var round = timer.Round;

        // (1) From the step that is next, all around once, to the first that reaches somebody. Those before it are paged
        // as well, since it costs nothing, but not waited for.
        foreach (var at in Around(timer, chain))
        {
            var step = chain.Steps[at.Step];
            round = at.Round;
            if (!step.People.IsEmpty) pages.Add(new PageOrder(round, at.Step, step.People));
            if (!Reaches(step, chain)) continue;
            var last = at.Step == chain.Steps.Count - 1;
            return Paged(AlertTimer.In(
                Delay(step, pack), TimerKind.Page, now, last ? round + 1 : round, last ? 0 : at.Step + 1));
        }

        // (2) No step reaches anybody: everyone is paged, each round, and the acknowledge clock runs.
        if (!chain.Everyone.IsEmpty) pages.Add(new PageOrder(round, PageOrder.ToEveryone, chain.Everyone));
        if (pages.Count > 0) return Paged(AlertTimer.In(pack.Crisis.Claim, TimerKind.Page, now, round + 1, 0));

        // (3) There is nobody at all. Said once, and looked again soon, so that whoever comes is paged.
        if (timer.Kind != TimerKind.Nobody) events = events.Add(new NobodyToPage(now));
        return new ClockMove(alert, events, AlertTimer.In(NobodyAgain, TimerKind.Nobody, now, timer.Round, timer.Step), Told());

        ClockMove Paged(AlertTimer next)
        {
            // Who had it learns that it was taken back, whatever step they are in.
            if (told is { } had) pages[0] = pages[0] with { People = [had, .. pages[0].People.Where(person => person != had)] };
            var people = pages.SelectMany(order => order.People).Distinct();
            return new ClockMove(
                alert with { State = AlertState.Paged },
                [.. events, .. people.Select(person => new ResponderPaged(now, person))],
                next, [.. pages]);
        }

        ImmutableArray<PageOrder> Told() => told is { } had ? [new PageOrder(timer.Round, PageOrder.ToOwner, [had])] : [];
    }

    /// <summary>Every step once, from the timer's on. A step that a newer policy no longer has is the first one.</summary>
    private static IEnumerable<(int Round, int Step)> Around(AlertTimer timer, Chain chain)
    {
        var count = chain.Steps.Count;
        var (round, first) = timer.Step < count ? (timer.Round, timer.Step) : (timer.Round + 1, 0);
        return Enumerable.Range(first, count).Select(at => (at < count ? round : round + 1, at % count));
    }

    private static bool Reaches(ReadyStep step, Chain chain) => step.People.Any(chain.Reached.Contains);

    private static TimeSpan Delay(ReadyStep step, RulePack pack) =>
        step.Delay <= TimeSpan.Zero || step.Delay > LongestWait ? pack.Crisis.Claim : step.Delay;

    // Longer than it can be: the clock was set back since.
    private static TimeSpan Contact(TimeSpan left) =>
        left <= TimeSpan.Zero ? TimeSpan.Zero : left > LongestContact ? LongestContact : left;
}
