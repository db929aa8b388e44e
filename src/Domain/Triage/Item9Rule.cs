namespace CareConnect.Domain.Triage;

/// <summary>
/// Item 9 of the PHQ-9 at 1 or more (VA Risk ID; CLINICAL.md: P1 without a finished screener). It acts as soon as it is
/// answered. A screener that then comes out low does not lower it: signals only raise, and lowering is a person's decision.
/// </summary>
internal static class Item9Rule
{
    public static IEnumerable<Finding> Apply(IReadOnlyCollection<Signal> signals, RulePack pack) =>
        signals.OfType<Item9Positive>()
            .Where(signal => signal.Answer >= 1)
            .Select(signal => new Finding(Level.Urgent, signal.At, ReasonCode.Item9Positive));
}
