using CareConnect.Domain.Questionnaires;

namespace CareConnect.Domain.Triage;

/// <summary>
/// The C-SSRS screener (CLINICAL.md: high is P0, moderate P1, what remains P3; our own default). One that was left after a
/// yes is P1 as well, like item 9 without a finished screener: nobody knows what the next answer would have been.
/// </summary>
internal static class ScreenerRule
{
    public static IEnumerable<Finding> Apply(IReadOnlyCollection<Signal> signals, RulePack pack)
    {
        foreach (var signal in signals.OfType<ScreenerAnswered>())
        {
            if (Read(signal) is var (level, code)) yield return new Finding(level, signal.At, code);
        }
    }

    private static (Level, ReasonCode)? Read(ScreenerAnswered signal) => signal switch
    {
        { Level: RiskLevel.High } => (Level.Crisis, ReasonCode.ScreenerHigh),
        { AsHigh: true } => (Level.Crisis, ReasonCode.ScreenerWhenUnknown),
        { Level: RiskLevel.Moderate } => (Level.Urgent, ReasonCode.ScreenerModerate),
        { Level: RiskLevel.Low, Complete: false } => (Level.Urgent, ReasonCode.ScreenerUnfinished),
        { Level: RiskLevel.Low } => (Level.Routine, ReasonCode.ScreenerLow),
        { Complete: false } => (Level.Routine, ReasonCode.ScreenerUnfinished),
        _ => null,
    };
}
