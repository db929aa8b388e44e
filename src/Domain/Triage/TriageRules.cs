using System.Collections.Immutable;

namespace CareConnect.Domain.Triage;

/// <summary>
/// Decides how urgent something is from its signals, never from words (CLINICAL.md, priorities and clocks).
/// Pure: the same input gives the same decision, in whatever order the signals come.
/// </summary>
public static class TriageRules
{
    private static readonly ImmutableArray<Rule> Rules =
    [
        HelpAskedRule.Apply,
        ScreenerRule.Apply,
        RiskCueRule.Apply,
        Item9Rule.Apply,
        HighRiskNoShowRule.Apply,
        ScoreRule.Apply,
        ReliableDeteriorationRule.Apply,
        MedicationRule.Apply,
        CheckInsMissedRule.Apply,
        DeclaredUrgencyRule.Apply,
        WaitingRule.Apply,
    ];

    /// <summary>Where this stands at <paramref name="now"/>. More signals never give a lower level.</summary>
    /// <param name="signals">All that is known, in any order. None at all is "nothing shared", as of now.</param>
    /// <param name="pack">The clinic's clocks.</param>
    /// <param name="now">The moment of the decision.</param>
    /// <param name="lowering">The last time a person lowered it: it stands in for the signals before it.</param>
    /// <param name="claimedAt">Since when a person has it: waiting raises nothing from then on.</param>
    public static Decision Decide(
        IReadOnlyCollection<Signal> signals,
        RulePack pack,
        DateTimeOffset now,
        Lowering? lowering = null,
        DateTimeOffset? claimedAt = null)
    {
        ArgumentNullException.ThrowIfNull(signals);
        ArgumentNullException.ThrowIfNull(pack);

        // (1) Each rule reads what came since a person last looked. A signal of that very moment was not seen yet.
        var heard = lowering is null ? signals : [.. signals.Where(signal => signal.At >= lowering.At)];
        var findings = Rules.SelectMany(rule => rule(heard, pack)).ToList();
        if (lowering is not null) findings.Add(new Finding(lowering.To, lowering.At, ReasonCode.LoweredByPerson));
        if (findings.Count == 0) findings.Add(new Finding(Level.Routine, now, ReasonCode.NothingShared));

        // (2) Waiting raises each of them on its own clock, up to the moment of the claim.
        var until = claimedAt < now ? claimedAt.Value : now;
        var cap = signals.Select(signal => signal.At).Append(findings.Min(finding => finding.From)).Min();
        var standings = findings.Select(finding => Standing.Of(finding, pack, cap, until)).Order().ToList();

        // (3) The most urgent one decides; the others stay as further reasons.
        var first = standings[0];
        var reasons = first.Reasons
            .Concat(standings.Skip(1).Select(standing => standing.Cause))
            .Concat(AboutTheCalendar(first, pack))
            .Distinct();
        return new Decision(first.Level, first.Clocks, [.. reasons], pack.Version);
    }

    /// <summary>
    /// Whether these signals by themselves ask a person to look. A low score that is simply part of the record does not.
    /// </summary>
    public static bool AskForSomebody(IReadOnlyCollection<Signal> signals, RulePack pack)
    {
        ArgumentNullException.ThrowIfNull(signals);
        ArgumentNullException.ThrowIfNull(pack);
        return Rules.Where(rule => rule != WaitingRule.Apply).Any(rule => rule(signals, pack).Any());
    }

    /// <summary>What the patient is told before typing: the answer a message sent now would get.</summary>
    public static ReplyPromise ReplyBy(HowSoon howSoon, RulePack pack, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(pack);
        var decision = Decide([new DeclaredUrgency(howSoon, now)], pack, now);
        return new ReplyPromise(decision.Clocks.ContactBy, pack.Calendar.IsOpen(now), pack.Calendar.NextOpen(now));
    }

    private static IEnumerable<Reason> AboutTheCalendar(Standing standing, RulePack pack)
    {
        if (standing.Level is not (Level.Today or Level.Routine) || pack.Calendar.IsOpen(standing.From)) yield break;
        yield return new Reason(ReasonCode.StartsAtOpening, standing.Level, pack.Calendar.NextOpen(standing.From));
    }
}
