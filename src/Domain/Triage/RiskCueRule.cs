namespace CareConnect.Domain.Triage;

/// <summary>
/// A risk cue that the patient confirmed (CLINICAL.md: P0; our own default). Of its two levels only the crisis is meant by
/// that; an urgent one is P1.
/// </summary>
internal static class RiskCueRule
{
    public static IEnumerable<Finding> Apply(IReadOnlyCollection<Signal> signals, RulePack pack) =>
        signals.OfType<RiskCueConfirmed>().Select(signal => signal.Level == CueLevel.Urgent
            ? new Finding(Level.Urgent, signal.At, ReasonCode.SharedUrgentCue)
            : new Finding(Level.Crisis, signal.At, ReasonCode.SharedCrisisCue));
}
