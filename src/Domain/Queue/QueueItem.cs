using System.Collections.Immutable;
using CareConnect.Domain.People;
using CareConnect.Domain.Triage;

namespace CareConnect.Domain.Queue;

/// <summary>Where an item of the queue is on its way.</summary>
public enum QueueState
{
    /// <summary>The patient waits and nobody has it.</summary>
    Waiting,

    /// <summary>The patient waits and exactly one person has it.</summary>
    Claimed,

    /// <summary>The patient has been answered.</summary>
    Answered,

    /// <summary>Done, with an outcome.</summary>
    Closed,
}

/// <summary>How an item of the queue ended. Codes, because free words about a patient belong in an encrypted channel.</summary>
public enum Outcome
{
    /// <summary>Answered in the thread.</summary>
    Answered,

    /// <summary>Spoke with the patient.</summary>
    SpokeWithPatient,

    /// <summary>A visit was booked or moved.</summary>
    VisitBooked,

    /// <summary>Looked after by someone else from here on.</summary>
    HandledElsewhere,

    /// <summary>No answer was needed.</summary>
    NoReplyNeeded,
}

/// <summary>
/// One patient waiting for one team, in a conversation or by what they shared without one. Immutable: its moves (<see cref="QueueMoves"/>) return the
/// next item and the event to store with it.
/// </summary>
public sealed record QueueItem
{
    /// <summary>The item's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Who waits; null while they have no keys.</summary>
    public required PersonId? Patient { get; init; }

    /// <summary>Where they wrote; null when they shared something and no conversation is there.</summary>
    public required ConversationId? Conversation { get; init; }

    /// <summary>The team it waits for; null when none is known, so that everybody sees it.</summary>
    public required TeamId? Team { get; init; }

    /// <summary>Where it is on its way.</summary>
    public required QueueState State { get; init; }

    /// <summary>All signals since the patient began to wait.</summary>
    public required ImmutableArray<Signal> Signals { get; init; }

    /// <summary>The decision in force.</summary>
    public required Decision Decision { get; init; }

    /// <summary>Who has it, or had it last when closed; null while waiting.</summary>
    public PersonId? Owner { get; init; }

    /// <summary>Since when the owner has it.</summary>
    public DateTimeOffset? ClaimedAt { get; init; }

    /// <summary>Whether the owner is not there: away, or in the team no more. It then counts as nobody's. Found out when it is read, not stored.</summary>
    public bool OwnerAway { get; init; }

    /// <summary>The last time a person lowered its level.</summary>
    public Lowering? Lowering { get; init; }

    /// <summary>How it ended, once closed.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>Since when the patient waits.</summary>
    public DateTimeOffset Since => Signals.Min(signal => signal.At);

    /// <summary>The clock that runs: to claim while nobody has it, then to answer.</summary>
    public DateTimeOffset Due => IsUncovered ? Decision.Clocks.ClaimBy : Decision.Clocks.ContactBy;

    /// <summary>Since when somebody who is there has it: waiting raises nothing from then on.</summary>
    public DateTimeOffset? CountedClaim => OwnerAway ? null : ClaimedAt;

    /// <summary>Whether nobody who is there has it.</summary>
    public bool IsUncovered => Owner is null || OwnerAway;

    /// <summary>Whether the patient still waits for an answer.</summary>
    public bool IsOpen => State is QueueState.Waiting or QueueState.Claimed;
}
