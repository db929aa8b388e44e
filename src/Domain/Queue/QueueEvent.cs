using CareConnect.Domain.People;
using CareConnect.Domain.Triage;

namespace CareConnect.Domain.Queue;

/// <summary>Something that happened to an item of the queue. Stored with the item, in one transaction.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who did it; null when time did.</param>
public abstract record QueueEvent(DateTimeOffset At, PersonId? By);

/// <summary>The patient wrote, and it stands there since.</summary>
public sealed record PatientWrote(DateTimeOffset At, PersonId Patient, Decision Decision) : QueueEvent(At, Patient);

/// <summary>The patient shared something without writing, and it stands there since.</summary>
public sealed record PatientShared(DateTimeOffset At, PersonId? Patient, Decision Decision) : QueueEvent(At, Patient);

/// <summary>It rose by waiting.</summary>
public sealed record RoseByWaiting(DateTimeOffset At, Decision Decision) : QueueEvent(At, null);

/// <summary>Someone took it.</summary>
public sealed record ItemClaimed(DateTimeOffset At, PersonId Owner) : QueueEvent(At, Owner);

/// <summary>It was given back to everyone.</summary>
public sealed record ItemReleased(DateTimeOffset At, PersonId Releaser, PersonId Owner) : QueueEvent(At, Releaser);

/// <summary>It was given to a colleague, or taken from one who is not there.</summary>
public sealed record ItemHandedOver(DateTimeOffset At, PersonId Giver, PersonId? From, PersonId To) : QueueEvent(At, Giver);

/// <summary>It was given to another team.</summary>
public sealed record ItemRerouted(DateTimeOffset At, PersonId Sender, TeamId? From, TeamId To, RerouteReason Why)
    : QueueEvent(At, Sender);

/// <summary>A person lowered its level.</summary>
public sealed record LevelLowered(DateTimeOffset At, Level From, Lowering Lowering) : QueueEvent(At, Lowering.By);

/// <summary>The patient was answered.</summary>
public sealed record ItemAnswered(DateTimeOffset At, PersonId Author) : QueueEvent(At, Author);

/// <summary>It was closed.</summary>
public sealed record ItemClosed(DateTimeOffset At, PersonId Closer, Outcome Outcome) : QueueEvent(At, Closer);

/// <summary>Why an item goes to another team. Codes, as for outcomes.</summary>
public enum RerouteReason
{
    /// <summary>It is that team's kind of care.</summary>
    TheirKindOfCare,

    /// <summary>This team is short of people.</summary>
    CoverNeeded,

    /// <summary>It needs a prescriber.</summary>
    NeedsPrescriber,

    /// <summary>It is about visits, forms or bills.</summary>
    NeedsFrontDesk,

    /// <summary>The patient asked for it.</summary>
    PatientAsked,
}
