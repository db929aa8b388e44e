namespace CareConnect.Domain.Triage;

/// <summary>
/// A score by itself (CLINICAL.md: PHQ-9 of 20 or more P2, GAD-7 of 10 or more is evaluated, everything else P3). A score
/// below those is part of the record and asks nobody for anything.
/// </summary>
internal static class ScoreRule
{
    public static IEnumerable<Finding> Apply(IReadOnlyCollection<Signal> signals, RulePack pack)
    {
        var limits = pack.Thresholds;
        foreach (var signal in signals)
        {
            if (Read(signal, limits) is var (level, code)) yield return new Finding(level, signal.At, code);
        }
    }

    private static (Level, ReasonCode)? Read(Signal signal, Thresholds limits) => signal switch
    {
        Phq9Scored scored when scored.Total >= limits.Phq9Today => (Level.Today, ReasonCode.Phq9Severe),
        Phq9Scored scored when scored.Total >= limits.Phq9Review => (Level.Routine, ReasonCode.Phq9Raised),
        Gad7Scored scored when scored.Total >= limits.Gad7Evaluate => (Level.Routine, ReasonCode.Gad7Raised),
        _ => null,
    };
}
