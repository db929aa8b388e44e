using CareConnect.Domain.People;

namespace CareConnect.Domain.Queue;

/// <summary>What a move came to.</summary>
public abstract record QueueResult;

/// <summary>It happened: store both in one transaction.</summary>
public sealed record Moved(QueueItem Item, QueueEvent Event) : QueueResult;

/// <summary>It already is so: nothing to store. A repeated request ends here.</summary>
public sealed record AlreadySo(QueueItem Item) : QueueResult;

/// <summary>Another person has it.</summary>
public sealed record AlreadyClaimedBy(PersonId Owner) : QueueResult;

/// <summary>The patient does not wait any more.</summary>
public sealed record NotWaiting(QueueState State) : QueueResult;

/// <summary>It has been closed.</summary>
public sealed record AlreadyClosed(Outcome Outcome) : QueueResult;

/// <summary>The level asked for is not below the present one.</summary>
public sealed record NotLower(Triage.Level Present) : QueueResult;
