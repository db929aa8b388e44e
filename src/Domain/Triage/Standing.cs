using System.Collections.Immutable;

namespace CareConnect.Domain.Triage;

/// <summary>A finding after time has passed over it.</summary>
internal sealed record Standing(Level Level, DateTimeOffset From, Clocks Clocks, Reason Cause, ImmutableArray<Reason> Reasons)
    : IComparable<Standing>
{
    /// <summary>
    /// Raises an unclaimed P2 or P3 by one level each time its clock runs out. P1 is where time stops: waiting
    /// alone never makes a crisis.
    /// </summary>
    /// <param name="finding">What a rule found.</param>
    /// <param name="pack">The clinic's clocks.</param>
    /// <param name="waitingSince">Since when the patient waits: the cap of a routine matter counts from here.</param>
    /// <param name="until">How far time has gone.</param>
    public static Standing Of(Finding finding, RulePack pack, DateTimeOffset waitingSince, DateTimeOffset until)
    {
        var (level, from) = (finding.Level, finding.From);
        var clocks = Capped(level, from, pack, waitingSince);
        var cause = new Reason(finding.Code, level, from);
        var reasons = ImmutableArray.Create(cause);
        while (level is Level.Today or Level.Routine && clocks.ClaimBy <= until)
        {
            (level, from) = (level - 1, clocks.ClaimBy);
            clocks = Capped(level, from, pack, waitingSince);
            reasons = reasons.Add(new Reason(ReasonCode.ClockRanOut, level, from));
        }

        return new Standing(level, from, clocks, cause, reasons);
    }

    /// <inheritdoc/>
    public int CompareTo(Standing? other)
    {
        if (other is null) return 1;
        var order = Level.CompareTo(other.Level);
        if (order == 0) order = Clocks.ClaimBy.CompareTo(other.Clocks.ClaimBy);
        if (order == 0) order = Clocks.ContactBy.CompareTo(other.Clocks.ContactBy);
        if (order == 0) order = Cause.At.CompareTo(other.Cause.At);
        return order == 0 ? Rank(Cause.Code).CompareTo(Rank(other.Cause.Code)) : order;
    }

    // That somebody waits is said last: what they wait with says more.
    private static int Rank(ReasonCode code) => code == ReasonCode.Waiting ? int.MaxValue : (int)code;

    // A person who lowers something late gives it no more time than the cap leaves, and none in the past.
    private static Clocks Capped(Level level, DateTimeOffset from, RulePack pack, DateTimeOffset waitingSince)
    {
        var clocks = pack.ClocksOf(level, from);
        if (level != Level.Routine) return clocks;
        var cap = pack.Calendar.AddWorkingDays(waitingSince, RulePack.RoutineCapWorkingDays);
        var by = clocks.ClaimBy < cap ? clocks.ClaimBy : cap < from ? from.ToUniversalTime() : cap;
        return new Clocks(by, by);
    }
}
