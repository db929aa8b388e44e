using CareConnect.Domain.Questionnaires;

namespace CareConnect.Domain.Triage;

/// <summary>
/// A score that got worse by more than chance explains (NHS Talking Therapies: PHQ-9 6 points, GAD-7 4 points;
/// CLINICAL.md: P2).
/// </summary>
internal static class ReliableDeteriorationRule
{
    public static IEnumerable<Finding> Apply(IReadOnlyCollection<Signal> signals, RulePack pack)
    {
        var limits = pack.Thresholds;
        foreach (var signal in signals.OfType<ReliableDeterioration>())
        {
            if (signal.Instrument == Instrument.Phq9 && signal.By >= limits.Phq9ReliableChange)
            {
                yield return new Finding(Level.Today, signal.At, ReasonCode.Phq9Worse);
            }
            else if (signal.Instrument == Instrument.Gad7 && signal.By >= limits.Gad7ReliableChange)
            {
                yield return new Finding(Level.Today, signal.At, ReasonCode.Gad7Worse);
            }
        }
    }
}
