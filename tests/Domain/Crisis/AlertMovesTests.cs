using CareConnect.Domain.Crisis;
using CareConnect.Domain.People;
using static CareConnect.Domain.Tests.Denver;

namespace CareConnect.Domain.Tests.Crisis;

public sealed class AlertMovesTests
{
    private static readonly PersonId Maya = new("maya"), Luis = new("luis"), Amari = new("amari");
    private static readonly RecordId MayasRecord = new(Guid.Parse("018f6f2a-0000-7000-8000-000000000001"));
    private static readonly FollowUp Tomorrow = new(Amari, new DateOnly(2026, 11, 24));

    [Fact]
    public void It_is_raised_with_its_first_event()
    {
        var moved = Raised();
        Assert.Equal(AlertState.Raised, moved.Alert.State);
        Assert.True(moved.Alert.IsOpen);
        Assert.Equal(new AlertRaised(Nov(23, 3), Maya, AlertCause.HelpButton, Again: false), moved.Event);
    }

    [Fact]
    public void A_patient_without_keys_raises_one_too()
    {
        var moved = AlertMoves.Raise(Guid.CreateVersion7(Nov(23, 3)), MayasRecord, AlertCause.HelpButton, by: null, Nov(23, 3));
        Assert.Equal((MayasRecord, null), (moved.Alert.Patient, moved.Event.By));
    }

    [Fact]
    public void A_repeat_becomes_an_event_of_the_same_alert_and_moves_nothing()
    {
        var taken = Take(Raised().Alert, Luis);
        var again = Assert.IsType<AlertMoved>(taken.RaiseAgain(AlertCause.Staff, Amari, Pack, Nov(23, 3, 5)));
        Assert.Equal(taken, again.Alert);
        Assert.Equal(new AlertRaised(Nov(23, 3, 5), Amari, AlertCause.Staff, Again: true), again.Event);
    }

    [Fact]
    public void Who_asks_again_after_contact_must_be_reached_again()
    {
        var again = Assert.IsType<AlertMoved>(Reached().RaiseAgain(AlertCause.HelpButton, Maya, Pack, Nov(23, 4)));
        Assert.Equal((AlertState.Acknowledged, Luis, Nov(23, 4, 15)), (again.Alert.State, again.Alert.Owner, again.Alert.ContactBy));
    }

    [Fact]
    public void A_drill_is_about_nobody_and_ends_only_after_it_was_gone_through()
    {
        var drill = AlertMoves.StartDrill(Guid.CreateVersion7(Nov(23, 3)), Luis, Nov(23, 3)).Alert;
        Assert.True(drill.IsDrill);
        Assert.Null(drill.Patient);
        Assert.IsType<NotReached>(drill.EndDrill(Amari, Nov(23, 3)));
        var taken = Take(drill, Amari);
        Assert.IsType<NotReached>(taken.EndDrill(Amari, Nov(23, 3, 2)));
        var reached = Moved(taken.MakeContact(Amari, Nov(23, 3, 2)));
        Assert.IsType<OnlyADrill>(Close(reached, Tomorrow));
        Assert.IsType<NotADrill>(Reached().EndDrill(Luis, Nov(23, 4)));
        Assert.Equal((false, new DrillEnded(Nov(23, 3, 3), Amari)), Ended(reached.EndDrill(Amari, Nov(23, 3, 3))));

        static (bool, AlertEvent) Ended(AlertResult result) => result is AlertMoved moved ? (moved.Alert.IsOpen, moved.Event) : default;
    }

    [Fact]
    public void Exactly_one_takes_it_and_has_fifteen_minutes_to_reach_the_patient()
    {
        var taken = Assert.IsType<Taken>(Raised().Alert.Take(Luis, Pack, Nov(23, 3, 1)));
        Assert.Equal((AlertState.Acknowledged, Luis), (taken.Alert.State, taken.Alert.Owner));
        Assert.Equal(Nov(23, 3, 16), taken.Alert.ContactBy);
        Assert.Equal(new AlertTaken(Nov(23, 3, 1), Luis), taken.Event);
        Assert.Equal(new AlreadyTakenBy(Luis), taken.Alert.Take(Amari, Pack, Nov(23, 3, 1)));
        Assert.Equal(new AlreadyTakenBy(Luis), taken.Alert.Take(Luis, Pack, Nov(23, 3, 2)));
    }

    [Fact]
    public void Its_owner_may_give_it_back_and_then_another_takes_it()
    {
        var taken = Take(Raised().Alert, Luis);
        Assert.Equal(new AlreadyTakenBy(Luis), taken.GiveBack(Amari, Nov(23, 3, 5)));
        var free = Moved(taken.GiveBack(Luis, Nov(23, 3, 5)));
        Assert.Equal((AlertState.Paged, null, null), (free.State, free.Owner, free.ContactBy));
        Assert.Equal(Amari, Take(free, Amari).Owner);
    }

    [Fact]
    public void Only_the_one_who_has_it_makes_contact_and_only_once()
    {
        Assert.IsType<NotTaken>(Raised().Alert.MakeContact(Luis, Nov(23, 3, 5)));
        var taken = Take(Raised().Alert, Luis);
        Assert.Equal(new AlreadyTakenBy(Luis), taken.MakeContact(Amari, Nov(23, 3, 5)));
        var reached = Moved(taken.MakeContact(Luis, Nov(23, 3, 5)));
        Assert.Equal((AlertState.ContactMade, null), (reached.State, reached.ContactBy));
        Assert.IsType<AlreadyReached>(reached.MakeContact(Luis, Nov(23, 3, 6)));
        Assert.IsType<AlreadyReached>(reached.GiveBack(Luis, Nov(23, 3, 6)));
    }

    [Fact]
    public void It_never_closes_before_the_patient_was_reached()
    {
        Alert[] open = [Raised().Alert, Raised().Alert with { State = AlertState.Paged }, Take(Raised().Alert, Luis)];
        Assert.All(open, alert => Assert.IsType<NotReached>(Close(alert, Tomorrow)));
    }

    [Fact]
    public void Closing_keeps_what_came_of_it_and_who_sees_to_the_patient_next()
    {
        var closed = Assert.IsType<AlertMoved>(Close(Reached(), Tomorrow));
        Assert.Equal((AlertState.Closed, Disposition.SafeWithPlan, Tomorrow), (closed.Alert.State, closed.Alert.Disposition, closed.Alert.FollowUp));
        Assert.Equal(new AlertClosed(Nov(23, 4), Amari, Disposition.SafeWithPlan, Tomorrow), closed.Event);
    }

    [Fact]
    public void The_follow_up_is_today_or_later_on_the_clinics_own_calendar()
    {
        // 23:30 on Monday in Denver is already Tuesday in UTC.
        var reached = Reached();
        var monday = new FollowUp(Amari, new DateOnly(2026, 11, 23));
        Assert.IsType<AlertMoved>(reached.Close(Luis, Disposition.SeenSoon, monday, Denver.Calendar, Nov(23, 23, 30)));
        Assert.IsType<FollowUpInThePast>(reached.Close(Luis, Disposition.SeenSoon, monday, Denver.Calendar, Nov(24, 0)));
    }

    [Fact]
    public void Nothing_moves_a_closed_alert()
    {
        var closed = Moved(Close(Reached(), Tomorrow));
        Assert.IsType<AlreadyOver>(closed.RaiseAgain(AlertCause.HelpButton, Maya, Pack, Nov(23, 5)));
        Assert.IsType<AlreadyOver>(closed.Take(Luis, Pack, Nov(23, 5)));
        Assert.IsType<AlreadyOver>(closed.GiveBack(Luis, Nov(23, 5)));
        Assert.IsType<AlreadyOver>(closed.MakeContact(Luis, Nov(23, 5)));
        Assert.IsType<AlreadyOver>(Close(closed, Tomorrow));
    }

    [Fact]
    public void The_first_room_stays()
    {
        var alert = Moved(Raised().Alert.OpenRoom(Maya, new ConversationId("first"), Nov(23, 3)));
        Assert.Equal(
            new AlreadyHasRoom(new ConversationId("first")),
            alert.OpenRoom(Luis, new ConversationId("second"), Nov(23, 3, 1)));
    }

    private static AlertMoved Raised() =>
        AlertMoves.Raise(Guid.CreateVersion7(Nov(23, 3)), MayasRecord, AlertCause.HelpButton, Maya, Nov(23, 3));

    private static Alert Reached() => Moved(Take(Raised().Alert, Luis).MakeContact(Luis, Nov(23, 3, 5)));

    private static Alert Take(Alert alert, PersonId by) => Assert.IsType<Taken>(alert.Take(by, Pack, Nov(23, 3, 1))).Alert;

    private static AlertResult Close(Alert alert, FollowUp followUp) =>
        alert.Close(Amari, Disposition.SafeWithPlan, followUp, Denver.Calendar, Nov(23, 4));

    private static Alert Moved(AlertResult result) => Assert.IsType<AlertMoved>(result).Alert;
}
