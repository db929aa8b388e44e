using CareConnect.Domain.People;

namespace CareConnect.Domain.OnCall;

/// <summary>How a swap moves. Nothing changes before both said so.</summary>
public static class SwapMoves
{
    /// <summary>Asks another to exchange shifts.</summary>
    public static SwapResult Ask(
        Guid id, Schedule schedule, PersonId asker, Hours gives, PersonId other, Hours takes, DateTimeOffset now)
    {
        if (asker == other || gives.From >= gives.Until || takes.From >= takes.Until
            || (gives.From < takes.Until && takes.From < gives.Until))
            return new NothingToSwap();
        var swap = new Swap(id, schedule.Id, asker, gives, other, takes, SwapState.Asked, now);
        return Broken(swap, schedule, now) ?? new SwapMoved(swap, []);
    }

    /// <summary>The other agrees: two overrides. Both shifts must still be as they were when it was asked.</summary>
    public static SwapResult Agree(this Swap swap, PersonId by, Schedule schedule, Func<Guid> newId, DateTimeOffset now)
    {
        if (swap.State != SwapState.Asked) return new SwapIsOver();
        if (by != swap.Other) return new NotTheirSwap();
        return Broken(swap, schedule, now) ?? new SwapMoved(
            swap with { State = SwapState.Agreed },
            [
                new Override(newId(), swap.Gives.From, swap.Gives.Until, swap.Other, now),
                new Override(newId(), swap.Takes.From, swap.Takes.Until, swap.Asker, now),
            ]);
    }

    /// <summary>The other says no.</summary>
    public static SwapResult Decline(this Swap swap, PersonId by) => End(swap, by, swap.Other, SwapState.Declined);

    /// <summary>Whoever asked takes it back.</summary>
    public static SwapResult Withdraw(this Swap swap, PersonId by) => End(swap, by, swap.Asker, SwapState.Withdrawn);

    private static SwapResult End(Swap swap, PersonId by, PersonId who, SwapState state)
    {
        if (swap.State != SwapState.Asked) return new SwapIsOver();
        return by == who ? new SwapMoved(swap with { State = state }, []) : new NotTheirSwap();
    }

    private static SwapResult? Broken(Swap swap, Schedule schedule, DateTimeOffset now)
    {
        if (swap.Gives.From <= now || swap.Takes.From <= now) return new ShiftHasBegun();
        return Has(schedule, swap.Asker, swap.Gives) && Has(schedule, swap.Other, swap.Takes) ? null : new ShiftIsAnothers();
    }

    private static bool Has(Schedule schedule, PersonId person, Hours hours) =>
        schedule.Between(hours.From, hours.Until).All(stretch => stretch.Person == person);
}
