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
