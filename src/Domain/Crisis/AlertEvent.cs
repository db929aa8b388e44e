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

/// <summary>The room for the details is there.</summary>
public sealed record RoomOpened(DateTimeOffset At, PersonId Author, ConversationId Room) : AlertEvent(At, Author);

/// <summary>The patient was reached.</summary>
public sealed record PatientReached(DateTimeOffset At, PersonId Responder) : AlertEvent(At, Responder);

/// <summary>Closed.</summary>
public sealed record AlertClosed(DateTimeOffset At, PersonId Responder, Disposition Disposition, FollowUp FollowUp)
    : AlertEvent(At, Responder);
