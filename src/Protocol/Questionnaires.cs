namespace CareConnect.Protocol;

/// <summary>A patient's questionnaires, oldest first. Answer of <c>GET /api/patients/{record}/results</c>.</summary>
/// <param name="Phq9ReliableChange">Points of a PHQ-9 that are a reliable change, by the rules in force.</param>
/// <param name="Gad7ReliableChange">Points of a GAD-7 that are.</param>
/// <param name="Risk">The risk level in force; null when none ever was.</param>
public sealed record PatientResults(
    ScoreResult[] Scores, ScreeningResult[] Screenings, int Phq9ReliableChange, int Gad7ReliableChange, RiskInForce? Risk);

/// <summary>A patient's risk level. Only a person steps it down.</summary>
/// <param name="Level"><c>none</c>, <c>low</c>, <c>moderate</c>, <c>high</c>.</param>
/// <param name="Since">Unix ms.</param>
/// <param name="By">Person id of who stepped it down; null when a screener found it.</param>
public sealed record RiskInForce(string Level, long Since, string? By);

/// <summary>One PHQ-9 or GAD-7.</summary>
/// <param name="Instrument"><c>phq9</c>, <c>gad7</c>.</param>
/// <param name="At">Unix ms.</param>
/// <param name="Total">Null when an item has no answer.</param>
/// <param name="Band"><c>minimal</c>, <c>mild</c>, <c>moderate</c>, <c>moderately-severe</c>, <c>severe</c>; null without a total.</param>
/// <param name="Course">Of a PHQ-9: <c>remission</c>, <c>response</c> to the person's first score, or null.</param>
public sealed record ScoreResult(string Instrument, long At, int? Total, string? Band, string? Course);

/// <summary>One C-SSRS screener.</summary>
/// <param name="At">Unix ms.</param>
/// <param name="Level"><c>none</c>, <c>low</c>, <c>moderate</c>, <c>high</c>; of an incomplete one its floor.</param>
/// <param name="AsHigh">Whether it is handled as high: high, or done and nobody knows when.</param>
public sealed record ScreeningResult(long At, string Level, bool Complete, bool AsHigh);
