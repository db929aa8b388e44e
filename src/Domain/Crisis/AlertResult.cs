using CareConnect.Domain.People;

namespace CareConnect.Domain.Crisis;

/// <summary>What a move of an alert came to.</summary>
public abstract record AlertResult;

/// <summary>It happened: store both in one transaction.</summary>
public sealed record AlertMoved(Alert Alert, AlertEvent Event) : AlertResult;

/// <summary>It is now this person's.</summary>
public sealed record Taken(Alert Alert, AlertTaken Event) : AlertResult;

/// <summary>Someone has it already; the one who asks, when they ask twice.</summary>
public sealed record AlreadyTakenBy(PersonId Owner) : AlertResult;

/// <summary>Nobody has taken it yet.</summary>
public sealed record NotTaken : AlertResult;

/// <summary>Contact has been made already.</summary>
public sealed record AlreadyReached : AlertResult;

/// <summary>It cannot be closed before the patient was reached.</summary>
public sealed record NotReached : AlertResult;

/// <summary>The follow-up would be on a day that is over.</summary>
public sealed record FollowUpInThePast : AlertResult;

/// <summary>Another room was first.</summary>
public sealed record AlreadyHasRoom(ConversationId Room) : AlertResult;

/// <summary>It is closed: raise a new one.</summary>
public sealed record AlreadyOver : AlertResult;

/// <summary>A drill ends by <see cref="AlertMoves.EndDrill"/>.</summary>
public sealed record OnlyADrill : AlertResult;

/// <summary>A real alert is closed with a disposition and a follow-up.</summary>
public sealed record NotADrill : AlertResult;
