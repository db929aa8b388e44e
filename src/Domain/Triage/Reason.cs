namespace CareConnect.Domain.Triage;

/// <summary>Why something stands where it stands: a code for the words, and what the words need.</summary>
/// <param name="Code">Which sentence.</param>
/// <param name="Level">The level this reason makes.</param>
/// <param name="At">The moment the sentence speaks of.</param>
public sealed record Reason(ReasonCode Code, Level Level, DateTimeOffset At);

/// <summary>The sentences, by name. Names are stored, so they are never given a new meaning.</summary>
public enum ReasonCode
{
    /// <summary>The patient asked for help now, at that time.</summary>
    AskedForHelp,

    /// <summary>The patient chose "now", at that time, without asking for help.</summary>
    ChoseNow,

    /// <summary>The patient chose "today", at that time.</summary>
    ChoseToday,

    /// <summary>The patient chose "this week", at that time.</summary>
    ChoseWeek,

    /// <summary>The patient shared nothing since that time: unknown, which is not low risk.</summary>
    NothingShared,

    /// <summary>The patient has waited since that time.</summary>
    Waiting,

    /// <summary>Nobody claimed it before its clock ran out at that time, so it rose to this level.</summary>
    ClockRanOut,

    /// <summary>A person lowered it to this level at that time.</summary>
    LoweredByPerson,

    /// <summary>It came while the clinic was closed; its clock starts when it opens, at that time.</summary>
    StartsAtOpening,

    /// <summary>The screener came out high, at that time.</summary>
    ScreenerHigh,

    /// <summary>The patient has tried something, and when was not answered: handled as high until somebody asks.</summary>
    ScreenerWhenUnknown,

    /// <summary>The screener came out moderate, at that time.</summary>
    ScreenerModerate,

    /// <summary>The screener came out low, at that time.</summary>
    ScreenerLow,

    /// <summary>The screener was left unfinished, at that time.</summary>
    ScreenerUnfinished,

    /// <summary>Item 9 of the PHQ-9 was answered with 1 or more, at that time.</summary>
    Item9Positive,

    /// <summary>The PHQ-9 came out severe, at that time.</summary>
    Phq9Severe,

    /// <summary>The PHQ-9 came out high enough to be looked at, at that time.</summary>
    Phq9Raised,

    /// <summary>The GAD-7 came out high enough to be evaluated, at that time.</summary>
    Gad7Raised,

    /// <summary>The PHQ-9 got reliably worse, at that time.</summary>
    Phq9Worse,

    /// <summary>The GAD-7 got reliably worse, at that time.</summary>
    Gad7Worse,

    /// <summary>The patient stopped a medication, at that time.</summary>
    MedicationStopped,

    /// <summary>The patient ran out of a medication, at that time.</summary>
    MedicationRanOut,

    /// <summary>A patient at high risk did not come to a visit, at that time.</summary>
    HighRiskNoShow,

    /// <summary>The patient shared a risk cue of the level crisis, at that time.</summary>
    SharedCrisisCue,

    /// <summary>The patient shared a risk cue of the level urgent, at that time.</summary>
    SharedUrgentCue,

    /// <summary>The patient missed check-ins, as of that time.</summary>
    CheckInsMissed,
}
