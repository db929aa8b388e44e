namespace CareConnect.Domain.Triage;

/// <summary>Missed check-ins are a signal of their own and become work with an owner (CLINICAL.md: P3; our own default).</summary>
internal static class CheckInsMissedRule
{
    public static IEnumerable<Finding> Apply(IReadOnlyCollection<Signal> signals, RulePack pack) =>
        signals.OfType<CheckInsMissed>().Select(signal => new Finding(Level.Routine, signal.At, ReasonCode.CheckInsMissed));
}
