using CareConnect.Domain.Questionnaires;

namespace CareConnect.Domain.Triage;

/// <summary>
/// Something the clinic may know without reading words. Each kind has a rule of its own that
/// <see cref="TriageRules"/> lists; a kind without a rule changes nothing.
/// </summary>
/// <param name="At">When the clinic received it, by the server's clock: a sender's clock moves no deadline.</param>
public abstract record Signal(DateTimeOffset At);

/// <summary>The patient chose how soon they need an answer.</summary>
public sealed record DeclaredUrgency(HowSoon HowSoon, DateTimeOffset At) : Signal(At);

/// <summary>The patient asked for help now: an alert stands beside the message.</summary>
public sealed record HelpAsked(DateTimeOffset At) : Signal(At);

/// <summary>The patient has been waiting for an answer since then.</summary>
public sealed record WaitingSince(DateTimeOffset At) : Signal(At);

/// <summary>The C-SSRS screener was answered, or left after some answers.</summary>
/// <param name="Level">The level; of an unfinished one the highest reached so far.</param>
/// <param name="Complete">Whether every question that the answers led to was answered.</param>
/// <param name="AsHigh">
/// Whether it is handled as high: it is high, or something was done and nobody knows yet whether that was within three
/// months.
/// </param>
public sealed record ScreenerAnswered(RiskLevel Level, bool Complete, bool AsHigh, DateTimeOffset At) : Signal(At);

/// <summary>Item 9 of the PHQ-9 was answered with 1 or more.</summary>
/// <param name="Answer">1 to 3.</param>
public sealed record Item9Positive(int Answer, DateTimeOffset At) : Signal(At);

/// <summary>A finished PHQ-9.</summary>
/// <param name="Total">0 to 27.</param>
public sealed record Phq9Scored(int Total, DateTimeOffset At) : Signal(At);

/// <summary>A finished GAD-7.</summary>
/// <param name="Total">0 to 21.</param>
public sealed record Gad7Scored(int Total, DateTimeOffset At) : Signal(At);

/// <summary>A score is higher than the person's earlier ones. The rules say whether by enough to be a reliable deterioration.</summary>
/// <param name="Instrument">Which.</param>
/// <param name="By">Points up.</param>
public sealed record ReliableDeterioration(Instrument Instrument, int By, DateTimeOffset At) : Signal(At);

/// <summary>The patient said that they stopped a medication or ran out of it.</summary>
/// <param name="RanOut">Whether they ran out; else they stopped.</param>
public sealed record MedicationStopped(bool RanOut, DateTimeOffset At) : Signal(At);

/// <summary>A patient at high risk did not come to a visit.</summary>
public sealed record HighRiskNoShow(DateTimeOffset At) : Signal(At);

/// <summary>The patient's device noticed a risk cue, and they agreed to share it.</summary>
/// <param name="Level">How strong.</param>
/// <param name="Version">The version of the cues that noticed it.</param>
public sealed record RiskCueConfirmed(CueLevel Level, int Version, DateTimeOffset At) : Signal(At);

/// <summary>The patient missed check-ins that were agreed.</summary>
/// <param name="InARow">How many, one after the other.</param>
public sealed record CheckInsMissed(int InARow, DateTimeOffset At) : Signal(At);
