namespace CareConnect.Protocol;

public sealed record QueueReply(string? Error, QueueRow[] Rows) : IAnswer;

/// <summary>A patient waiting for a team.</summary>
/// <param name="Circle">The thread; null when the patient shared something and none is there.</param>
/// <param name="Team">Null when no team is known.</param>
/// <param name="Patient">Id of the patient's record.</param>
/// <param name="PatientName">From the clinic's record.</param>
/// <param name="Confirmed">Whether a staff member vouched for the patient's keys.</param>
/// <param name="Level"><c>crisis</c>, <c>urgent</c>, <c>today</c>, <c>routine</c>.</param>
/// <param name="Shared">False when the patient shared no signal: shown as unknown, never as low.</param>
/// <param name="Reasons">Why it stands here, first reason first.</param>
/// <param name="ClaimBy">When it must have an owner.</param>
/// <param name="DueBy">When the patient must have been reached or answered.</param>
/// <param name="Owner">Person id, or null.</param>
/// <param name="State"><c>waiting</c>, <c>claimed</c>, <c>answered</c>, <c>closed</c>.</param>
/// <param name="PackVersion">Names the rule pack that decided.</param>
/// <param name="Uncovered">Why nobody may be looking after it: <c>no-team</c> (nobody is in its team, or the team cannot read it), <c>owner-away</c>, or empty.</param>
/// <param name="CoveredBy">Person id of who looks after the absent owner's work, or null.</param>
/// <param name="Elsewhere">Other teams that the same patient waits for; nothing else is said of it.</param>
/// <param name="PatientPerson">Person id, or null when the patient has no keys yet.</param>
public sealed record QueueRow(
    Guid Item, string? Circle, string? Team, string Patient, string PatientName, bool Confirmed,
    string Level, bool Shared, Reason[] Reasons, long WaitingSince, long ClaimBy, long DueBy,
    string? Owner, string State, string PackVersion,
    string Uncovered = "", string? CoveredBy = null, string[]? Elsewhere = null, string? PatientPerson = null);

/// <summary>A rule that fired; its words come from the resource files by <paramref name="Code"/>.</summary>
/// <param name="At">When the signal was given.</param>
/// <param name="Detail">A parameter for the words, e.g. the code of a reroute's reason; empty when there is none.</param>
public sealed record Reason(string Code, long At, string Detail = "");
