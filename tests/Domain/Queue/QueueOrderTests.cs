using CareConnect.Domain.People;
using CareConnect.Domain.Queue;
using CareConnect.Domain.Triage;
using CsCheck;
using static CareConnect.Domain.Tests.Denver;

namespace CareConnect.Domain.Tests.Queue;

public sealed class QueueOrderTests
{
    // Few different times, so that many items tie on level, on clock and on age.
    private static readonly Gen<QueueItem> AnyItem =
        Gen.Select(Gen.Enum<HowSoon>(), Gen.Int[0, 4], Gen.Bool, Gen.Bool, Gen.Guid).Select((howSoon, hour, claimed, away, id) =>
        {
            var item = Item(howSoon, Nov(23, 10 + hour), id);
            return claimed ? ((Moved)item.Claim(new PersonId("dana"), Pack, Nov(23, 15))).Item with { OwnerAway = away } : item;
        });

    [Fact]
    public void The_level_comes_first_then_the_clock_then_the_oldest()
    {
        var now = Item(HowSoon.Now, Nov(23, 12));
        var today = Item(HowSoon.Today, Nov(23, 10));
        var olderToday = Item(HowSoon.Today, Nov(23, 9), id: Guid.AllBitsSet);
        var week = Item(HowSoon.Week, Nov(23, 9, 30));
        var laterWeek = Item(HowSoon.Week, Nov(23, 9, 31));
        Assert.Equal(
            [now, olderToday, today, week, laterWeek],
            new[] { laterWeek, week, today, olderToday, now }.Order(QueueOrder.Default));
    }

    [Fact]
    public void A_claimed_item_sorts_by_its_clock_to_answer()
    {
        var claimed = ((Moved)Item(HowSoon.Now, Nov(23, 10)).Claim(new PersonId("dana"), Pack, Nov(23, 10))).Item;
        var unclaimed = Item(HowSoon.Now, Nov(23, 10, 30));
        Assert.Equal([unclaimed, claimed], new[] { claimed, unclaimed }.Order(QueueOrder.Default));
    }

    [Fact]
    public void What_an_absent_owner_has_sorts_by_its_clock_to_claim()
    {
        var away = ((Moved)Item(HowSoon.Now, Nov(23, 10)).Claim(new PersonId("dana"), Pack, Nov(23, 10))).Item with { OwnerAway = true };
        var unclaimed = Item(HowSoon.Now, Nov(23, 10, 30));
        Assert.Equal([away, unclaimed], new[] { unclaimed, away }.Order(QueueOrder.Default));
    }

    [Fact]
    public void An_urgent_item_whose_clock_to_claim_ran_out_stands_before_all_others_of_its_level_and_time_makes_no_crisis()
    {
        var ranOut = Item(HowSoon.Now, Nov(23, 10));
        var claimed = ((Moved)Item(HowSoon.Now, Nov(23, 9)).Claim(new PersonId("dana"), Pack, Nov(23, 9, 5))).Item;
        var fresh = Item(HowSoon.Now, Nov(23, 10, 25));
        Assert.IsType<AlreadySo>(ranOut.Wait(Pack, Nov(23, 10, 30)));
        Assert.IsType<AlreadySo>(ranOut.Wait(Pack, Nov(25, 10)));
        Assert.True(ranOut.Due <= Nov(23, 10, 30));
        Assert.Equal([ranOut, fresh, claimed], new[] { claimed, fresh, ranOut }.Order(QueueOrder.Default));
    }

    [Fact]
    public void The_order_is_total() => AnyItem.Array[3].Sample(items =>
    {
        var (a, b, c) = (items[0], items[1], items[2]);
        var order = QueueOrder.Default;
        Assert.Equal(0, order.Compare(a, a));
        Assert.Equal(Math.Sign(order.Compare(a, b)), -Math.Sign(order.Compare(b, a)));
        Assert.Equal(a.Id == b.Id, order.Compare(a, b) == 0);
        Assert.True(order.Compare(a, b) > 0 || order.Compare(b, c) > 0 || order.Compare(a, c) < 0);
    });

    [Fact]
    public void The_same_items_stand_in_the_same_order_however_they_come() =>
        AnyItem.Array[0, 12].SelectMany(items => Gen.Shuffle(items.ToArray()).Select(shuffled => (items, shuffled)))
            .Sample(both => Assert.Equal(
                both.items.Order(QueueOrder.Default).Select(item => item.Id),
                both.shuffled.Order(QueueOrder.Default).Select(item => item.Id)));

    private static QueueItem Item(HowSoon howSoon, DateTimeOffset at, Guid? id = null) => QueueMoves.Open(
        id ?? Guid.CreateVersion7(at), new PersonId("maya"), new ConversationId("thread"), new TeamId("team"),
        [new DeclaredUrgency(howSoon, at)], Pack, at).Item;
}
