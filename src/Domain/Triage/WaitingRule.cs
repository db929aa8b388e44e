namespace CareConnect.Domain.Triage;

/// <summary>
/// Whoever waits is at least routine from the first moment on, and when nothing else is known says so
/// (CLINICAL.md: no signal is "nothing shared", never "low risk"; our own default).
/// </summary>
internal static class WaitingRule
{
    public static IEnumerable<Finding> Apply(IReadOnlyCollection<Signal> signals, RulePack pack)
    {
        if (signals.Count == 0) yield break;
        var shared = signals.Any(signal => signal is not (WaitingSince or DeclaredUrgency { HowSoon: HowSoon.None }));
        yield return new Finding(
            Level.Routine,
            signals.Min(signal => signal.At),
            shared ? ReasonCode.Waiting : ReasonCode.NothingShared);
    }
}
