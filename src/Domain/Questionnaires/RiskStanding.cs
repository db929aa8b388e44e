using CareConnect.Domain.People;

namespace CareConnect.Domain.Questionnaires;

/// <summary>The risk level of a patient that is in force.</summary>
/// <param name="Level">The level.</param>
/// <param name="Since">Since when.</param>
/// <param name="By">The person who stepped it down; null when a screener found it.</param>
public sealed record RiskStanding(RiskLevel Level, DateTimeOffset Since, PersonId? By)
{
    /// <summary>Before anything is known: no level of its own, which is not "no risk".</summary>
    public static RiskStanding Unknown { get; } = new(RiskLevel.None, DateTimeOffset.UnixEpoch, null);

    /// <summary>
    /// After a screener: higher, or as it was. Stepping down is never automatic (CLINICAL.md; published). What is handled
    /// as high is high until somebody asks.
    /// </summary>
    public RiskStanding Found(ScreenerOutcome outcome, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var found = outcome.AsHigh ? RiskLevel.High : outcome.Level;
        return found > Level ? new RiskStanding(found, at, null) : this;
    }

    /// <summary>A person steps it down; null when that would not be lower.</summary>
    public RiskStanding? StepDown(RiskLevel to, PersonId by, DateTimeOffset at) => to < Level ? new RiskStanding(to, at, by) : null;
}
