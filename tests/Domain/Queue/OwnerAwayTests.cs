using CareConnect.Domain.People;
using CareConnect.Domain.Queue;
using CareConnect.Domain.Triage;
using static CareConnect.Domain.Tests.Denver;

namespace CareConnect.Domain.Tests.Queue;

/// <summary>An owner who is not there holds nobody up.</summary>
public sealed class OwnerAwayTests
{
    private static readonly PersonId Maya = new("maya"), Dana = new("dana"), Luis = new("luis"), Omar = new("omar");
    private static readonly TeamId FrontDesk = new("front-desk");

    private static readonly QueueItem Claimed = Item(QueueMoves.Open(
        Guid.AllBitsSet, Maya, new ConversationId("thread"), new TeamId("team"), [new DeclaredUrgency(HowSoon.Today, Nov(23, 10))], Pack, Nov(23, 10))
        .Item.Claim(Dana, Pack, Nov(23, 11)));

    private static readonly QueueItem Away = Claimed with { OwnerAway = true };

    [Fact]
    public void A_colleague_takes_it_and_the_event_says_from_whom()
    {
        Assert.Equal(new AlreadyClaimedBy(Dana), Claimed.Claim(Luis, Pack, Nov(23, 12)));
        var moved = Assert.IsType<Moved>(Away.Claim(Luis, Pack, Nov(23, 12)));
        Assert.Equal((Luis, false, Nov(23, 12)), (moved.Item.Owner, moved.Item.OwnerAway, moved.Item.ClaimedAt));
        Assert.Equal(new ItemHandedOver(Nov(23, 12), Luis, Dana, Luis), moved.Event);
    }

    [Fact]
    public void A_colleague_may_do_with_it_what_they_may_with_nobodys()
    {
        Assert.IsType<Moved>(Away.Release(Luis, Pack, Nov(23, 12)));
        Assert.IsType<Moved>(Away.Reroute(Luis, FrontDesk, RerouteReason.CoverNeeded, Pack, Nov(23, 12)));
        Assert.IsType<Moved>(Away.Lower(Luis, Level.Routine, LoweringReason.HandledElsewhere, Pack, Nov(23, 12)));
        Assert.IsType<Moved>(Away.Close(Luis, Outcome.SpokeWithPatient, Nov(23, 12)));
    }

    [Fact]
    public void Its_clock_to_claim_counts_and_it_rises_by_waiting()
    {
        Assert.Equal(Nov(23, 17), Away.Due);
        Assert.True(Away.IsUncovered);
        Assert.IsType<AlreadySo>(Claimed.Wait(Pack, Nov(23, 17)));
        var risen = Item(Away.Wait(Pack, Nov(23, 17)));
        Assert.Equal((Level.Urgent, Dana), (risen.Decision.Level, risen.Owner));
    }

    [Fact]
    public void What_rose_meanwhile_does_not_fall_when_they_are_back()
    {
        var back = Item(Away.Wait(Pack, Nov(23, 17))) with { OwnerAway = false };
        Assert.Equal(Level.Urgent, Item(back.Write(Maya, [new DeclaredUrgency(HowSoon.Week, Nov(24, 10))], Pack, Nov(24, 10))).Decision.Level);
    }

    [Fact]
    public void Its_owner_gives_it_to_a_colleague_and_others_only_when_nobody_holds_it()
    {
        var given = Assert.IsType<Moved>(Claimed.HandOver(Dana, Luis, Pack, Nov(23, 12)));
        Assert.Equal((Luis, QueueState.Claimed), (given.Item.Owner, given.Item.State));
        Assert.Equal(new ItemHandedOver(Nov(23, 12), Dana, Dana, Luis), given.Event);
        Assert.Equal(new AlreadyClaimedBy(Dana), Claimed.HandOver(Omar, Luis, Pack, Nov(23, 12)));
        Assert.IsType<AlreadySo>(Claimed.HandOver(Omar, Dana, Pack, Nov(23, 12)));
        Assert.IsType<Moved>(Away.HandOver(Omar, Luis, Pack, Nov(23, 12)));
        Assert.IsType<Moved>(Claimed.HandOver(Omar, Luis, Pack, Nov(23, 17)));
        Assert.IsType<NotWaiting>(Item(Claimed.Answer(Dana, Nov(23, 12))).HandOver(Dana, Luis, Pack, Nov(23, 13)));
    }

    [Fact]
    public void A_share_without_words_or_keys_waits_like_a_message()
    {
        var opened = QueueMoves.OpenShared(Guid.AllBitsSet, null, null, null, [new Item9Positive(1, Nov(23, 10))], Pack, Nov(23, 10));
        Assert.Equal((QueueState.Waiting, Level.Urgent), (opened.Item.State, opened.Item.Decision.Level));
        Assert.Equal(new PatientShared(Nov(23, 10), null, opened.Item.Decision), opened.Event);
        var closed = Item(opened.Item.Close(Luis, Outcome.SpokeWithPatient, Nov(23, 11)));
        Assert.IsType<AlreadyClosed>(closed.Share([new Item9Positive(1, Nov(23, 12))], Pack, Nov(23, 12)));
    }

    private static QueueItem Item(QueueResult result) => Assert.IsType<Moved>(result).Item;
}
