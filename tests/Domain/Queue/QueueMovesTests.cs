using CareConnect.Domain.People;
using CareConnect.Domain.Queue;
using CareConnect.Domain.Triage;
using static CareConnect.Domain.Tests.Denver;

namespace CareConnect.Domain.Tests.Queue;

public sealed class QueueMovesTests
{
    private static readonly PersonId Maya = new("maya"), Dana = new("dana"), Luis = new("luis");
    private static readonly TeamId DanasTeam = new("danas-team"), FrontDesk = new("front-desk");

    [Fact]
    public void A_patient_begins_to_wait()
    {
        var moved = Opened(new DeclaredUrgency(HowSoon.Today, Nov(23, 10)));
        Assert.Equal(QueueState.Waiting, moved.Item.State);
        Assert.Equal(Nov(23, 17), moved.Item.Due);
        Assert.Equal(Nov(23, 10), moved.Item.Since);
        Assert.Equal(new PatientWrote(Nov(23, 10), Maya, moved.Item.Decision), moved.Event);
    }

    [Fact]
    public void A_message_without_a_signal_still_waits()
    {
        var item = Opened().Item;
        Assert.Equal(Nov(23, 10), item.Since);
        Assert.True(item.Decision.NothingShared);
    }

    [Fact]
    public void One_person_claims_it_and_the_next_is_told_who()
    {
        var claimed = Item(Opened().Item.Claim(Dana, Pack, Nov(23, 11)));
        Assert.Equal(Dana, claimed.Owner);
        Assert.Equal(new AlreadyClaimedBy(Dana), claimed.Claim(Luis, Pack, Nov(23, 11)));
        Assert.IsType<AlreadySo>(claimed.Claim(Dana, Pack, Nov(23, 12)));
    }

    [Fact]
    public void A_claim_changes_the_clock_from_claiming_to_answering()
    {
        var item = Opened(new DeclaredUrgency(HowSoon.Now, Nov(23, 10))).Item;
        Assert.Equal(Nov(23, 10, 30), item.Due);
        Assert.Equal(Nov(23, 12), Item(item.Claim(Dana, Pack, Nov(23, 10, 5))).Due);
    }

    [Fact]
    public void Only_an_unclaimed_item_rises_by_waiting()
    {
        var item = Opened(new DeclaredUrgency(HowSoon.Today, Nov(23, 10))).Item;
        Assert.IsType<AlreadySo>(item.Wait(Pack, Nov(23, 17).AddTicks(-1)));
        var rose = Assert.IsType<Moved>(item.Wait(Pack, Nov(23, 17)));
        Assert.Equal(Level.Urgent, rose.Item.Decision.Level);
        Assert.IsType<RoseByWaiting>(rose.Event);
        Assert.IsType<AlreadySo>(Item(item.Claim(Dana, Pack, Nov(23, 11))).Wait(Pack, Nov(25, 12)));
    }

    [Fact]
    public void Its_owner_releases_it_and_its_clocks_have_never_stopped()
    {
        var claimed = Item(Opened(new DeclaredUrgency(HowSoon.Today, Nov(23, 10))).Item.Claim(Dana, Pack, Nov(23, 11)));
        Assert.Equal(Level.Today, Item(claimed.Release(Dana, Pack, Nov(23, 12))).Decision.Level);
        var released = Item(claimed.Release(Dana, Pack, Nov(23, 17)));
        Assert.Null(released.Owner);
        Assert.Equal(QueueState.Waiting, released.State);
        Assert.Equal(Level.Urgent, released.Decision.Level);
        Assert.IsType<AlreadySo>(released.Release(Dana, Pack, Nov(23, 18)));
    }

    [Fact]
    public void A_colleague_releases_it_only_once_the_owners_clock_has_run_out()
    {
        var claimed = Item(Opened(new DeclaredUrgency(HowSoon.Now, Nov(23, 10))).Item.Claim(Dana, Pack, Nov(23, 10, 5)));
        Assert.Equal(new AlreadyClaimedBy(Dana), claimed.Release(Luis, Pack, Nov(23, 12).AddTicks(-1)));
        var released = Assert.IsType<Moved>(claimed.Release(Luis, Pack, Nov(23, 12)));
        Assert.Equal(new ItemReleased(Nov(23, 12), Luis, Dana), released.Event);
    }

    [Fact]
    public void It_goes_to_another_team_with_a_reason_and_waits_there_for_everyone()
    {
        var claimed = Item(Opened(new DeclaredUrgency(HowSoon.Today, Nov(23, 10))).Item.Claim(Dana, Pack, Nov(23, 11)));
        Assert.Equal(new AlreadyClaimedBy(Dana), claimed.Reroute(Luis, FrontDesk, RerouteReason.NeedsFrontDesk, Pack, Nov(23, 12)));
        Assert.IsType<AlreadySo>(claimed.Reroute(Dana, DanasTeam, RerouteReason.NeedsFrontDesk, Pack, Nov(23, 12)));

        var moved = Assert.IsType<Moved>(claimed.Reroute(Dana, FrontDesk, RerouteReason.NeedsFrontDesk, Pack, Nov(23, 12)));
        Assert.Equal((FrontDesk, QueueState.Waiting, null), (moved.Item.Team, moved.Item.State, moved.Item.Owner));
        Assert.Equal(Nov(23, 17), moved.Item.Due);
        Assert.Equal(new ItemRerouted(Nov(23, 12), Dana, DanasTeam, FrontDesk, RerouteReason.NeedsFrontDesk), moved.Event);
    }

    [Fact]
    public void Lowering_keeps_who_and_why_and_never_raises()
    {
        var item = Opened(new DeclaredUrgency(HowSoon.Today, Nov(23, 10))).Item;
        Assert.Equal(new NotLower(Level.Today), item.Lower(Dana, Level.Today, LoweringReason.SpokeWithPatient, Pack, Nov(23, 11)));
        Assert.Equal(new NotLower(Level.Today), item.Lower(Dana, Level.Urgent, LoweringReason.SpokeWithPatient, Pack, Nov(23, 11)));

        var moved = Assert.IsType<Moved>(item.Lower(Dana, Level.Routine, LoweringReason.SpokeWithPatient, Pack, Nov(23, 11)));
        Assert.Equal(Level.Routine, moved.Item.Decision.Level);
        var lowered = Assert.IsType<LevelLowered>(moved.Event);
        Assert.Equal(new Lowering(Level.Routine, Dana, LoweringReason.SpokeWithPatient, Nov(23, 11)), lowered.Lowering);
        Assert.Equal(Level.Today, lowered.From);
    }

    [Fact]
    public void Only_its_owner_lowers_a_claimed_item()
    {
        var claimed = Item(Opened(new DeclaredUrgency(HowSoon.Now, Nov(23, 10))).Item.Claim(Dana, Pack, Nov(23, 10)));
        Assert.Equal(new AlreadyClaimedBy(Dana), claimed.Lower(Luis, Level.Routine, LoweringReason.NotWhatItSeemed, Pack, Nov(23, 11)));
    }

    [Fact]
    public void A_stronger_message_raises_a_claimed_item_and_leaves_its_owner()
    {
        var claimed = Item(Opened(new DeclaredUrgency(HowSoon.Week, Nov(23, 10))).Item.Claim(Dana, Pack, Nov(23, 11)));
        var raised = Item(claimed.Write(Maya, [new DeclaredUrgency(HowSoon.Now, Nov(23, 12))], Pack, Nov(23, 12)));
        Assert.Equal((Level.Urgent, Dana, QueueState.Claimed), (raised.Decision.Level, raised.Owner, raised.State));
        Assert.Equal(Nov(23, 10), raised.Since);
    }

    [Fact]
    public void An_answer_counts_whoever_gives_it()
    {
        var item = Opened().Item;
        Assert.Equal((QueueState.Answered, Luis), StateAndOwner(item.Answer(Luis, Nov(23, 11))));
        var claimed = Item(item.Claim(Dana, Pack, Nov(23, 11)));
        Assert.Equal((QueueState.Answered, Luis), StateAndOwner(claimed.Answer(Luis, Nov(23, 12))));
        Assert.IsType<AlreadySo>(Item(claimed.Answer(Luis, Nov(23, 12))).Answer(Dana, Nov(23, 13)));
    }

    [Fact]
    public void Writing_after_an_answer_waits_anew_for_everyone()
    {
        var lowered = Item(Opened(new DeclaredUrgency(HowSoon.Now, Nov(23, 10))).Item
            .Lower(Dana, Level.Routine, LoweringReason.SpokeWithPatient, Pack, Nov(23, 10)));
        var answered = Item(Item(lowered.Claim(Dana, Pack, Nov(23, 10))).Answer(Dana, Nov(23, 11)));
        var again = Item(answered.Write(Maya, [new DeclaredUrgency(HowSoon.Week, Nov(24, 10))], Pack, Nov(24, 10)));
        Assert.Equal((QueueState.Waiting, null), (again.State, again.Owner));
        Assert.Equal((Nov(24, 10), Level.Routine), (again.Since, again.Decision.Level));
        Assert.Equal(ReasonCode.ChoseWeek, again.Decision.Reasons[0].Code);
    }

    [Fact]
    public void An_answered_item_no_longer_waits()
    {
        var answered = Item(Opened().Item.Answer(Dana, Nov(23, 11)));
        Assert.Equal(new NotWaiting(QueueState.Answered), answered.Claim(Luis, Pack, Nov(23, 12)));
        Assert.Equal(new NotWaiting(QueueState.Answered), answered.Wait(Pack, Nov(30, 12)));
        Assert.Equal(new NotWaiting(QueueState.Answered), answered.Release(Dana, Pack, Nov(23, 12)));
        Assert.Equal(new NotWaiting(QueueState.Answered), answered.Reroute(Dana, FrontDesk, RerouteReason.PatientAsked, Pack, Nov(23, 12)));
        Assert.Equal(new NotWaiting(QueueState.Answered), answered.Lower(Dana, Level.Routine, LoweringReason.SpokeWithPatient, Pack, Nov(23, 12)));
    }

    [Fact]
    public void It_closes_with_an_outcome_and_stays_closed()
    {
        var claimed = Item(Opened().Item.Claim(Dana, Pack, Nov(23, 11)));
        Assert.Equal(new AlreadyClaimedBy(Dana), claimed.Close(Luis, Outcome.NoReplyNeeded, Nov(23, 12)));

        var moved = Assert.IsType<Moved>(claimed.Close(Dana, Outcome.VisitBooked, Nov(23, 12)));
        Assert.Equal(new ItemClosed(Nov(23, 12), Dana, Outcome.VisitBooked), moved.Event);
        Assert.Equal(Outcome.VisitBooked, moved.Item.Outcome);
        Assert.Equal(new AlreadyClosed(Outcome.VisitBooked), moved.Item.Close(Dana, Outcome.Answered, Nov(23, 13)));
        Assert.Equal(new AlreadyClosed(Outcome.VisitBooked), moved.Item.Answer(Dana, Nov(23, 13)));
        Assert.Equal(new AlreadyClosed(Outcome.VisitBooked), moved.Item.Write(Maya, [], Pack, Nov(23, 13)));
        Assert.Equal(new NotWaiting(QueueState.Closed), moved.Item.Claim(Luis, Pack, Nov(23, 13)));
    }

    [Fact]
    public void A_colleague_may_close_what_has_been_answered()
    {
        var answered = Item(Opened().Item.Answer(Dana, Nov(23, 11)));
        Assert.IsType<Moved>(answered.Close(Luis, Outcome.Answered, Nov(23, 12)));
    }

    private static Moved Opened(params Signal[] signals) => QueueMoves.Open(
        Guid.CreateVersion7(Nov(23, 10)), Maya, new ConversationId("thread"), DanasTeam, signals, Pack, Nov(23, 10));

    private static QueueItem Item(QueueResult result) => Assert.IsType<Moved>(result).Item;

    private static (QueueState, PersonId?) StateAndOwner(QueueResult result) => (Item(result).State, Item(result).Owner);
}
