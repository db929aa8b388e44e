using CareConnect.Domain.Triage;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Queue;

/// <summary>Makes a stored decision again from what was stored with it.</summary>
public static class DecisionReplay
{
    /// <summary>What was decided then.</summary>
    public static Decision Made(this StoredDecision stored) => new(
        (Level)stored.Level,
        new Clocks(TriageText.Time(stored.ClaimBy), TriageText.Time(stored.ContactBy)),
        TriageText.Reasons(stored.Reasons),
        stored.PackVersion);

    /// <summary>What the rules of that pack say to the same signals at the same moment.</summary>
    internal static Decision Replay(this StoredDecision stored, Sql sql) => TriageRules.Decide(
        TriageText.Signals(stored.Signals),
        RulePacks.Named(sql, stored.PackVersion, stored.TimeZone),
        TriageText.Time(stored.At),
        TriageText.Lowering(stored.Lowering),
        claimedAt: stored.ClaimedAt is { } at ? TriageText.Time(at) : null);
}
