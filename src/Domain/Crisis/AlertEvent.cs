using CareConnect.Domain.People;

namespace CareConnect.Domain.Crisis;

/// <summary>Something that happened to an alert, for its history. Stored with the alert, in one transaction.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who did it; null for a patient without keys, and when the clinic's clocks did.</param>
public abstract record AlertEvent(DateTimeOffset At, PersonId? By);

/// <summary>Raised, or raised again while open.</summary>
public sealed record AlertRaised(DateTimeOffset At, PersonId? Raiser, AlertCause Cause, bool Again) : AlertEvent(At, Raiser);

/// <summary>These were paged.</summary>
public sealed record ResponderPaged(DateTimeOffset At, PersonId Responder) : AlertEvent(At, null);

/// <summary>Someone has it.</summary>
public sealed record AlertTaken(DateTimeOffset At, PersonId Owner) : AlertEvent(At, Owner);

/// <summary>The one who had it gave it back.</summary>
public sealed record AlertGivenBack(DateTimeOffset At, PersonId Owner) : AlertEvent(At, Owner);

/// <summary>The one who had it did not reach the patient in time. It is everyone's again, and paging goes on.</summary>
public sealed record AcknowledgementExpired(DateTimeOffset At, PersonId Owner) : AlertEvent(At, null);

/// <summary>There was nobody to page. It is looked for somebody until there is.</summary>
public sealed record NobodyToPage(DateTimeOffset At) : AlertEvent(At, null);

/// <summary>The auditor found it without a working timer, set one and paged everyone.</summary>
public sealed record TimerRepaired(DateTimeOffset At) : AlertEvent(At, null);

/// <summary>A shift after contact nobody has closed it.</summary>
public sealed record ClosingAwaited(DateTimeOffset At) : AlertEvent(At, null);

/// <summary>The room for the details is there.</summary>
public sealed record RoomOpened(DateTimeOffset At, PersonId Author, ConversationId Room) : AlertEvent(At, Author);

/// <summary>The patient was reached.</summary>
public sealed record PatientReached(DateTimeOffset At, PersonId Responder) : AlertEvent(At, Responder);

/// <summary>Closed.</summary>
public sealed record AlertClosed(DateTimeOffset At, PersonId Responder, Disposition Disposition, FollowUp FollowUp)
    : AlertEvent(At, Responder);

/// <summary>A welfare check was asked for, and the patient was told so.</summary>
public sealed record ToldOfWelfareCheck(DateTimeOffset At, PersonId Responder) : AlertEvent(At, Responder);

/// <summary>A drill is over: it was taken, and the chain was gone through.</summary>
public sealed record DrillEnded(DateTimeOffset At, PersonId Responder) : AlertEvent(At, Responder);
