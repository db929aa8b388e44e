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
}
