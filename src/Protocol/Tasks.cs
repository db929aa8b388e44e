namespace CareConnect.Protocol;

public sealed record TasksReply(string? Error, TaskRow[] Tasks) : IAnswer;

/// <summary>Something to be done for a patient by a day.</summary>
/// <param name="Patient">Id of the patient's record.</param>
/// <param name="Kind"><c>call-after-crisis</c>, <c>first-visit</c>, <c>second-visit</c>, <c>reassess</c>, <c>contact</c>, <c>review</c>.</param>
/// <param name="Owner">Person id, or null.</param>
/// <param name="State"><c>open</c>, <c>done</c>.</param>
/// <param name="Uncovered">Why nobody may be looking after it: <c>no-owner</c>, <c>owner-away</c>, or empty.</param>
/// <param name="CoveredBy">Person id of who looks after the absent owner's work, or null.</param>
public sealed record TaskRow(
    Guid Task, string Patient, string PatientName, string Kind, string? Owner, long Due, string State, string Uncovered, string? CoveredBy);
