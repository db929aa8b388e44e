namespace CareConnect.Protocol;

/// <summary>The newest page of a person by one way: whether they were reached.</summary>
/// <param name="Person">Person id.</param>
/// <param name="Way"><c>board</c>, <c>push</c>, <c>email</c>, <c>sms</c>, <c>voice</c>.</param>
/// <param name="State">
/// <c>waiting</c> (to be sent or tried again; on the board: not shown on any device yet), <c>sent</c> (the provider has it, which says
/// nothing about arrival), <c>delivered</c>, <c>failed</c> (no further try by this way), <c>stopped</c> (no longer needed).
/// </param>
/// <param name="At">When it became so.</param>
/// <param name="Error">
/// Why the last attempt failed, or null: <c>not-configured</c>, <c>unreachable</c>, <c>timed-out</c>, <c>try-later</c>,
/// <c>not-allowed</c>, <c>refused</c>, <c>gone</c>, <c>unreadable</c>. With <c>waiting</c> it is tried again.
/// </param>
public sealed record PageRow(string Person, string Way, string State, long At, int Attempts, string? Error);
