namespace CareConnect.Domain.Triage;

/// <summary>The patient asked for help now (CLINICAL.md: P0; our own default).</summary>
internal static class HelpAskedRule
{
    public static IEnumerable<Finding> Apply(IReadOnlyCollection<Signal> signals, RulePack pack) =>
        signals.OfType<HelpAsked>().Select(signal => new Finding(Level.Crisis, signal.At, ReasonCode.AskedForHelp));
}
