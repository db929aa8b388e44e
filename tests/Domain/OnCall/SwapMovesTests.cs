using CareConnect.Domain.OnCall;
using CareConnect.Domain.People;
using static CareConnect.Domain.Tests.Denver;
using static CareConnect.Domain.Tests.OnCall.Rota;

namespace CareConnect.Domain.Tests.OnCall;

public sealed class SwapMovesTests
{
    private static readonly DateTimeOffset Now = Nov(24, 12);
    private static readonly Schedule Covered = Schedule(Days(Luis), Nights(Dana));
    private static readonly Hours LuisDay = new(Nov(26, 8), Nov(26, 20));
    private static readonly Hours DanaNight = new(Nov(27, 20), Nov(28, 8));

    [Fact]
    public void Nothing_changes_until_the_other_agrees_and_then_both_shifts_do()
    {
        var asked = Asked();
        Assert.Empty(asked.Overrides);
        var agreed = Assert.IsType<SwapMoved>(asked.Swap.Agree(Dana, Covered, NewId(), Now));
        Assert.Equal(SwapState.Agreed, agreed.Swap.State);
        var after = Covered with { Overrides = agreed.Overrides };
        Assert.Equal(Dana, after.OnCallAt(Nov(26, 12)));
        Assert.Equal(Luis, after.OnCallAt(Nov(27, 23)));
        Assert.Equal(Luis, after.OnCallAt(Nov(25, 12)));
    }

    [Fact]
    public void Only_the_other_answers_and_only_the_asker_takes_back_and_each_once()
    {
        var swap = Asked().Swap;
        Assert.IsType<NotTheirSwap>(swap.Agree(Luis, Covered, NewId(), Now));
        Assert.IsType<NotTheirSwap>(swap.Agree(Amari, Covered, NewId(), Now));
        Assert.IsType<NotTheirSwap>(swap.Decline(Luis));
        Assert.IsType<NotTheirSwap>(swap.Withdraw(Dana));
        var declined = Assert.IsType<SwapMoved>(swap.Decline(Dana)).Swap;
        Assert.Equal(SwapState.Declined, declined.State);
        Assert.IsType<SwapIsOver>(declined.Agree(Dana, Covered, NewId(), Now));
        Assert.Equal(SwapState.Withdrawn, Assert.IsType<SwapMoved>(swap.Withdraw(Luis)).Swap.State);
    }

    [Fact]
    public void A_shift_that_is_another_persons_or_has_begun_is_not_swapped()
    {
        Assert.IsType<ShiftIsAnothers>(SwapMoves.Ask(Guid.Empty, Covered, Luis, DanaNight, Dana, LuisDay, Now));
        Assert.IsType<ShiftHasBegun>(SwapMoves.Ask(Guid.Empty, Covered, Luis, new(Nov(24, 8), Nov(24, 20)), Dana, DanaNight, Now));
        var taken = Covered with { Overrides = [new Override(Guid.Empty, Nov(26, 9), Nov(26, 10), Amari, Now)] };
        Assert.IsType<ShiftIsAnothers>(Asked().Swap.Agree(Dana, taken, NewId(), Now));
        Assert.IsType<ShiftHasBegun>(Asked().Swap.Agree(Dana, Covered, NewId(), Nov(26, 8)));
    }

    [Fact]
    public void Nobody_swaps_with_themselves_or_hours_that_are_none()
    {
        Assert.IsType<NothingToSwap>(SwapMoves.Ask(Guid.Empty, Covered, Luis, LuisDay, Luis, new(Nov(27, 8), Nov(27, 20)), Now));
        Assert.IsType<NothingToSwap>(SwapMoves.Ask(Guid.Empty, Covered, Luis, LuisDay, Dana, new(Nov(26, 20), Nov(26, 20)), Now));
        Assert.IsType<NothingToSwap>(SwapMoves.Ask(Guid.Empty, Covered, Luis, LuisDay, Dana, LuisDay, Now));
    }

    private static SwapMoved Asked() =>
        Assert.IsType<SwapMoved>(SwapMoves.Ask(Guid.Empty, Covered, Luis, LuisDay, Dana, DanaNight, Now));

    private static Func<Guid> NewId()
    {
        var next = 0;
        return () => new Guid(++next, 0, 0, new byte[8]);
    }
}
