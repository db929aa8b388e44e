using System.Collections.Immutable;
using CareConnect.Domain.People;

namespace CareConnect.Domain.OnCall;

/// <summary>Where a swap is.</summary>
public enum SwapState
{
    /// <summary>Asked; nothing is changed yet.</summary>
    Asked,

    /// <summary>The other agreed, and both shifts are exchanged.</summary>
    Agreed,

    /// <summary>The other said no.</summary>
    Declined,

    /// <summary>Whoever asked took it back.</summary>
    Withdrawn,
}

/// <summary>From an instant until another.</summary>
public readonly record struct Hours(DateTimeOffset From, DateTimeOffset Until);

/// <summary>Two people exchange two shifts of one schedule.</summary>
public sealed record Swap(
    Guid Id, ScheduleId Schedule, PersonId Asker, Hours Gives, PersonId Other, Hours Takes, SwapState State, DateTimeOffset AskedAt);

/// <summary>What a move of a swap came to.</summary>
public abstract record SwapResult;

/// <summary>It happened: store both together.</summary>
/// <param name="Overrides">Two when it was agreed, else none.</param>
public sealed record SwapMoved(Swap Swap, ImmutableArray<Override> Overrides) : SwapResult;

/// <summary>One of the shifts is not, or no longer, of the person who is said to have it.</summary>
public sealed record ShiftIsAnothers : SwapResult;

/// <summary>One of the shifts has begun.</summary>
public sealed record ShiftHasBegun : SwapResult;

/// <summary>Nobody swaps with themselves, or one shift with itself.</summary>
public sealed record NothingToSwap : SwapResult;

/// <summary>Only the other may answer, and only the asker may take it back.</summary>
public sealed record NotTheirSwap : SwapResult;

/// <summary>It was answered or taken back already.</summary>
public sealed record SwapIsOver : SwapResult;
