using System.Collections.Immutable;
using CareConnect.Domain.Calendar;
using CareConnect.Domain.Triage;

namespace CareConnect.Domain.Questionnaires;

/// <summary>What somebody owes a patient.</summary>
public enum DutyKind
{
    /// <summary>Look at the risk again.</summary>
    Reassess,

    /// <summary>Be in contact.</summary>
    Contact,

    /// <summary>Call the patient.</summary>
    Call,

    /// <summary>Call those the safety plan names.</summary>
    CallPlanContacts,

    /// <summary>Talk it over with a supervisor.</summary>
    ConsultSupervisor,
}

/// <summary>A duty and until when. UTC; one that is due on a day is due as that day ends on the clinic's wall calendar.</summary>
public readonly record struct Duty(DutyKind Kind, DateTimeOffset DueAt);

/// <summary>Duties by risk level (CLINICAL.md; a published suggested pathway).</summary>
public static class Duties
{
    /// <summary>High, moderate and low: looked at again and contacted every 7, 14 and 30 days. None: no duty of its own.</summary>
    public static ImmutableArray<Duty> Of(RiskLevel level, DateTimeOffset from, WorkingCalendar calendar, Thresholds limits)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(limits);
        if (level == RiskLevel.None) return [];
        var cadence = level switch
        {
            RiskLevel.High => limits.HighRisk,
            RiskLevel.Moderate => limits.ModerateRisk,
            RiskLevel.Low => limits.LowRisk,
            _ => throw new ArgumentOutOfRangeException(nameof(level), level, "Not a risk level."),
        };
        return
        [
            new Duty(DutyKind.Reassess, EndOf(calendar, from, cadence.ReassessDays)),
            new Duty(DutyKind.Contact, EndOf(calendar, from, cadence.ContactDays)),
        ];
    }

    /// <summary>A patient at high risk did not come: call at once, plan contacts within the hour, consult the supervisor.</summary>
    public static ImmutableArray<Duty> OfNoShow(DateTimeOffset at) =>
    [
        new Duty(DutyKind.Call, at),
        new Duty(DutyKind.CallPlanContacts, at.AddHours(1)),
        new Duty(DutyKind.ConsultSupervisor, at.AddHours(1)),
    ];

    private static DateTimeOffset EndOf(WorkingCalendar calendar, DateTimeOffset from, int days) =>
        calendar.StartOf(calendar.Date(from).AddDays(days + 1));
}
