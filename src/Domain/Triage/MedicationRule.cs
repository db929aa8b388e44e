namespace CareConnect.Domain.Triage;

/// <summary>A medication was stopped or ran out (CLINICAL.md: P2; our own default).</summary>
internal static class MedicationRule
{
    public static IEnumerable<Finding> Apply(IReadOnlyCollection<Signal> signals, RulePack pack) =>
        signals.OfType<MedicationStopped>().Select(signal => new Finding(
            Level.Today, signal.At, signal.RanOut ? ReasonCode.MedicationRanOut : ReasonCode.MedicationStopped));
}
