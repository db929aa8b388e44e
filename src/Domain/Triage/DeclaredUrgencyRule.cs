namespace CareConnect.Domain.Triage;

/// <summary>The patient chose how soon (CLINICAL.md: "now" without asking for help is P1, "today" P2, else P3; our own default).</summary>
internal static class DeclaredUrgencyRule
{
    public static IEnumerable<Finding> Apply(IReadOnlyCollection<Signal> signals, RulePack pack)
    {
        foreach (var signal in signals.OfType<DeclaredUrgency>())
        {
            if (Read(signal.HowSoon) is var (level, code)) yield return new Finding(level, signal.At, code);
        }
    }

    // Not saying is no signal: WaitingRule speaks for it.
    private static (Level, ReasonCode)? Read(HowSoon howSoon) => howSoon switch
    {
        HowSoon.Now => (Level.Urgent, ReasonCode.ChoseNow),
        HowSoon.Today => (Level.Today, ReasonCode.ChoseToday),
        HowSoon.Week => (Level.Routine, ReasonCode.ChoseWeek),
        _ => null,
    };
}
