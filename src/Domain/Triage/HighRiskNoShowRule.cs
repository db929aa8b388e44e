namespace CareConnect.Domain.Triage;

/// <summary>A patient at high risk did not come (CLINICAL.md: P1; our own default).</summary>
internal static class HighRiskNoShowRule
{
    public static IEnumerable<Finding> Apply(IReadOnlyCollection<Signal> signals, RulePack pack) =>
        signals.OfType<HighRiskNoShow>().Select(signal => new Finding(Level.Urgent, signal.At, ReasonCode.HighRiskNoShow));
}
