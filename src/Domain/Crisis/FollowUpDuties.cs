using System.Collections.Immutable;
using CareConnect.Domain.People;
using CareConnect.Domain.Tasks;
using CareConnect.Domain.Triage;

namespace CareConnect.Domain.Crisis;

/// <summary>Something owed to a patient after a crisis, with the one who sees to it.</summary>
public sealed record FollowUpDuty(TaskKind Kind, PersonId Owner, DateTimeOffset DueAt);

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
            new(TaskKind.CallAfterCrisis, followUp.Owner, closedAt.AddHours(after.CallHours)),
            new(TaskKind.FirstVisit, followUp.Owner, closedAt.AddDays(after.FirstVisitDays)),
            new(TaskKind.SecondVisit, followUp.Owner, closedAt.AddDays(after.SecondVisitDays)),
        ];
    }
}
