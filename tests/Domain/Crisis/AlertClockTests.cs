using System.Collections.Immutable;
using CareConnect.Domain.Crisis;
using CareConnect.Domain.OnCall;
using CareConnect.Domain.People;
using CareConnect.Domain.Tasks;
using static CareConnect.Domain.Tests.Denver;

namespace CareConnect.Domain.Tests.Crisis;

public sealed class AlertClockTests
{
    private static readonly PersonId Luis = new("luis"), Amari = new("amari"), Priya = new("priya");
    private static readonly DateTimeOffset Start = Nov(23, 3);
    private static readonly TimeSpan Five = TimeSpan.FromMinutes(5), Fifteen = TimeSpan.FromMinutes(15), Moment = TimeSpan.FromMilliseconds(1);
    private static readonly Chain Three = ChainOf([Luis], [Amari], [Priya]);

    [Fact]
    public void The_first_step_is_paged_at_once_and_the_next_after_five_minutes_exactly()
    {
        var raised = Raised();
        var timer = AlertClock.Of(raised, null, Start)!;
        Assert.Equal((TimerKind.Page, Start, 0, 0), (timer.Kind, timer.DueAt, timer.Round, timer.Step));

        var first = Due(raised, timer, Three, Start);
        Assert.Equal(AlertState.Paged, first.Alert.State);
        Assert.Equal([new ResponderPaged(Start, Luis)], first.Events);
        AssertPages([(0, 0, [Luis])], first);
        Assert.Equal((TimerKind.Page, Start + Five, 0, 1), (first.Next.Kind, first.Next.DueAt, first.Next.Round, first.Next.Step));
    }

    [Fact]
    public void The_chain_loops_for_ever()
    {
        var (alert, timer, now) = (Raised(), AlertClock.Of(Raised(), null, Start)!, Start);
        for (var page = 0; page < 3000; page++)
        {
            Assert.Equal((page / 3, page % 3), (timer.Round, timer.Step));
            var move = Due(alert, timer, Three, now);
            AssertPages([(page / 3, page % 3, Three.Steps[page % 3].People)], move);
            Assert.Equal(now + Five, move.Next.DueAt);
            (alert, timer, now) = (move.Alert, move.Next, move.Next.DueAt);
        }
    }

    [Fact]
    public void A_step_has_the_time_that_the_policy_gives_it()
    {
        var chain = Three with { Steps = [.. Three.Steps.Select(step => step with { Delay = TimeSpan.FromMinutes(2) })] };
        Assert.Equal(Start.AddMinutes(2), Due(Raised(), First(), chain, Start).Next.DueAt);
        // One without a delay that can be meant gets the pack's.
        var wrong = Three with { Steps = [.. Three.Steps.Select(step => step with { Delay = TimeSpan.Zero })] };
        Assert.Equal(Start + Five, Due(Raised(), First(), wrong, Start).Next.DueAt);
    }

    [Fact]
    public void An_empty_step_is_skipped_at_once()
    {
        var move = Due(Raised(), First(), ChainOf([], [], [Priya]), Start);
        AssertPages([(0, 2, [Priya])], move);
        Assert.Equal((1, 0), (move.Next.Round, move.Next.Step));
    }

    [Fact]
    public void An_unreachable_step_is_paged_but_not_waited_for()
    {
        var move = Due(Raised(), First(), ChainOf([Luis], [Amari], [Priya]) with { Reached = Set(Amari) }, Start);
        AssertPages([(0, 0, [Luis]), (0, 1, [Amari])], move);
        Assert.Equal((0, 2, Start + Five), (move.Next.Round, move.Next.Step, move.Next.DueAt));
    }

    [Fact]
    public void Where_nobody_can_be_reached_everyone_is_paged_each_round()
    {
        var chain = ChainOf([Luis], [], [Amari]) with { Reached = Set(), Everyone = [Luis, Amari, Priya] };
        var move = Due(Raised(), First() with { Step = 1 }, chain, Start);
        AssertPages([(0, 2, [Amari]), (1, 0, [Luis]), (1, PageOrder.ToEveryone, [Luis, Amari, Priya])], move);
        // A new round, or the outbox would take the next pages for these.
        Assert.Equal((2, 0, Start + Five), (move.Next.Round, move.Next.Step, move.Next.DueAt));
        AssertPages([(2, 0, [Luis]), (2, 2, [Amari]), (2, PageOrder.ToEveryone, [Luis, Amari, Priya])], Due(move.Alert, move.Next, chain, Start + Five));
    }

    [Fact]
    public void With_nobody_at_all_it_is_said_once_and_looked_again_soon()
    {
        var move = Due(Raised(), First(), ChainOf([], []), Start);
        Assert.Equal(AlertState.Raised, move.Alert.State);
        Assert.Equal([new NobodyToPage(Start)], move.Events);
        Assert.Equal((TimerKind.Nobody, Start + AlertClock.NobodyAgain), (move.Next.Kind, move.Next.DueAt));

        var again = Due(move.Alert, move.Next, ChainOf([], []), move.Next.DueAt);
        Assert.Empty(again.Events);
        Assert.Equal(TimerKind.Nobody, again.Next.Kind);

        var found = Due(again.Alert, again.Next, ChainOf([], [Amari]), again.Next.DueAt);
        AssertPages([(0, 1, [Amari])], found);
        Assert.Equal(AlertState.Paged, found.Alert.State);
    }

    [Fact]
    public void An_acknowledgement_ends_after_fifteen_minutes_exactly_and_paging_goes_on_from_the_step_after()
    {
        var paged = Due(Raised(), First(), Three, Start);
        var at = Start + TimeSpan.FromMinutes(1);
        var taken = Assert.IsType<Taken>(paged.Alert.Take(Luis, Pack, at)).Alert;
        var timer = AlertClock.Of(taken, paged.Next, at)!;
        Assert.Equal((TimerKind.Contact, at + Fifteen, 0, 1), (timer.Kind, timer.DueAt, timer.Round, timer.Step));

        var expired = Due(taken, timer, Three, timer.DueAt);
        Assert.Equal((AlertState.Paged, null, null), (expired.Alert.State, expired.Alert.Owner, expired.Alert.ContactBy));
        Assert.Equal(new AcknowledgementExpired(timer.DueAt, Luis), expired.Events[0]);
        // Amari is next; Luis is told that he has it no longer.
        AssertPages([(0, 1, [Luis, Amari])], expired);
        Assert.Equal((0, 2, timer.DueAt + Five), (expired.Next.Round, expired.Next.Step, expired.Next.DueAt));
    }

    [Fact]
    public void A_single_responder_who_gives_it_back_is_paged_again_at_once()
    {
        var alone = ChainOf([Luis]);
        var paged = Due(Raised(), First(), alone, Start);
        var at = Start + TimeSpan.FromMinutes(1);
        var taken = Assert.IsType<Taken>(paged.Alert.Take(Luis, Pack, at)).Alert;
        var contact = AlertClock.Of(taken, paged.Next, at);
        var free = Assert.IsType<AlertMoved>(taken.GiveBack(Luis, at + Moment)).Alert;
        var timer = AlertClock.Of(free, contact, at + Moment)!;
        Assert.Equal((TimerKind.Page, at + Moment, 1, 0), (timer.Kind, timer.DueAt, timer.Round, timer.Step));
        AssertPages([(1, 0, [Luis])], Due(free, timer, alone, at + Moment));
    }

    [Fact]
    public void Contact_stops_paging_and_a_shift_later_the_board_hears_that_it_is_not_closed()
    {
        var taken = Assert.IsType<Taken>(Raised().Take(Luis, Pack, Start)).Alert;
        var reached = Assert.IsType<AlertMoved>(taken.MakeContact(Luis, Start)).Alert;
        var timer = AlertClock.Of(reached, First(), Start)!;
        Assert.Equal((TimerKind.Closing, Start + AlertClock.ClosingReminder), (timer.Kind, timer.DueAt));

        var move = Due(reached, timer, Three, timer.DueAt);
        Assert.Equal((reached, TimerKind.Closing), (move.Alert, move.Next.Kind));
        Assert.Equal([new ClosingAwaited(timer.DueAt)], move.Events);
        Assert.Empty(move.Pages);
    }

    [Fact]
    public void Only_a_closed_alert_has_no_timer()
    {
        Assert.Null(AlertClock.Of(Raised() with { State = AlertState.Closed }, First(), Start));
        Assert.Throws<ArgumentException>(() => Due(Raised() with { State = AlertState.Closed }, First(), Three, Start));
    }

    [Fact]
    public void A_policy_that_has_grown_shorter_goes_on_with_its_first_step() =>
        AssertPages([(3, 0, [Luis])], Due(Raised(), First() with { Round = 2, Step = 7 }, Three, Start));

    [Fact]
    public void A_clock_that_was_set_back_makes_no_timer_wait_longer_than_its_own_length()
    {
        var timer = AlertTimer.In(Five, TimerKind.Page, Start, 0, 1);
        Assert.Equal(Start + Five, timer.DueSeenAt(Start));
        Assert.Equal(Start + Five, timer.DueSeenAt(Start + Five + Five));
        var back = Start.AddHours(-9);
        Assert.Equal(back + Five, timer.DueSeenAt(back));
    }

    [Fact]
    public void The_board_is_told_who_is_next()
    {
        var chain = ChainOf([Luis], [], [Priya]);
        Assert.Equal([Priya], AlertClock.NextStep(First() with { Step = 1 }, chain)!.People);
        Assert.Null(AlertClock.NextStep(First(), chain with { Reached = Set() }));
    }

    [Fact]
    public void A_call_and_two_visits_are_owed_after_a_crisis()
    {
        var duties = FollowUpDuties.Of(new FollowUp(Amari, new DateOnly(2026, 11, 24)), Pack, Start);
        Assert.Equal(
            [
                new FollowUpDuty(TaskKind.CallAfterCrisis, Amari, Start.AddHours(72)),
                new FollowUpDuty(TaskKind.FirstVisit, Amari, Start.AddDays(7)),
                new FollowUpDuty(TaskKind.SecondVisit, Amari, Start.AddDays(30)),
            ],
            duties);
    }

    private static Alert Raised() => AlertMoves.Raise(
        Guid.Empty, new RecordId(Guid.Empty), AlertCause.HelpButton, null, Start).Alert;

    private static AlertTimer First() => AlertTimer.In(TimeSpan.Zero, TimerKind.Page, Start, 0, 0);

    private static ClockMove Due(Alert alert, AlertTimer timer, Chain chain, DateTimeOffset now) => AlertClock.Due(alert, timer, chain, Pack, now);

    private static Chain ChainOf(params PersonId[][] steps) => new(
        [.. steps.Select((people, index) => new ReadyStep(index, Five, [.. people]))],
        steps.SelectMany(people => people).ToHashSet(),
        [.. steps.SelectMany(people => people).Distinct()]);

    private static HashSet<PersonId> Set(params PersonId[] people) => [.. people];

    private static void AssertPages((int Round, int Step, IEnumerable<PersonId> People)[] wanted, ClockMove move) => Assert.Equal(
        wanted.Select(page => $"{page.Round}/{page.Step}: {string.Join(' ', page.People)}"),
        move.Pages.Select(page => $"{page.Round}/{page.Step}: {string.Join(' ', page.People)}"));
}
