using System.Collections.Immutable;
using CareConnect.Domain.People;
using CareConnect.Domain.Triage;

namespace CareConnect.Domain.Crisis;

/// <summary>What is owed after a crisis.</summary>
public enum FollowUpKind
{
    /// <summary>A call within 72 hours.</summary>
    Call,

    /// <summary>A visit at 7 days.</summary>
    FirstVisit,

    /// <summary>A visit at 30 days.</summary>
    SecondVisit,
}

/// <summary>Something owed to a patient after a crisis, with the one who sees to it.</summary>
public sealed record FollowUpDuty(FollowUpKind Kind, PersonId Owner, DateTimeOffset DueAt);

/// <summary>After a crisis: a call within 72 hours, a visit at 7 and at 30 days (CLINICAL.md, published as a suggested pathway).</summary>
public static class FollowUpDuties
{
    /// <summary>Counted from the closing, each with the follow-up's owner.</summary>
    public static ImmutableArray<FollowUpDuty> Of(FollowUp followUp, RulePack pack, DateTimeOffset closedAt)
    {
        ArgumentNullException.ThrowIfNull(followUp);
        ArgumentNullException.ThrowIfNull(pack);
        var after = pack.Thresholds.AfterCrisis;
        return
        [
            new(FollowUpKind.Call, followUp.Owner, closedAt.AddHours(after.CallHours)),
            new(FollowUpKind.FirstVisit, followUp.Owner, closedAt.AddDays(after.FirstVisitDays)),
            new(FollowUpKind.SecondVisit, followUp.Owner, closedAt.AddDays(after.SecondVisitDays)),
        ];
    }
}
