namespace CareConnect.Domain.Triage;

/// <summary>What a patient is told before typing.</summary>
/// <param name="By">When they will have been answered, UTC.</param>
/// <param name="OpenNow">Whether the clinic works at this moment.</param>
/// <param name="OpensAt">This moment when open, else the next opening, UTC.</param>
public sealed record ReplyPromise(DateTimeOffset By, bool OpenNow, DateTimeOffset OpensAt);
