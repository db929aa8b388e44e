using System.Collections.Immutable;
using CareConnect.Domain.People;

namespace CareConnect.Domain.OnCall;

/// <summary>Whom a step comes to.</summary>
public abstract record StepTarget;

/// <summary>One person, by name.</summary>
public sealed record PersonTarget(PersonId Person) : StepTarget;

/// <summary>Whoever is on call by a schedule.</summary>
public sealed record ScheduleTarget(ScheduleId Schedule) : StepTarget;

/// <summary>Everybody in a crisis team.</summary>
public sealed record TeamTarget(TeamId Team) : StepTarget;

/// <summary>All steps of another policy, in the place of this one.</summary>
public sealed record PolicyTarget(PolicyId Policy) : StepTarget;

/// <summary>One step: these are paged together.</summary>
/// <param name="Delay">How long they have before the next step.</param>
public sealed record PolicyStep(ImmutableArray<StepTarget> Targets, TimeSpan Delay);

/// <summary>Whom alerts are paged to, step by step. After the person at the end it begins again, until one has it.</summary>
public sealed record EscalationPolicy
{
    /// <summary>The policy's id.</summary>
    public required PolicyId Id { get; init; }

    /// <summary>What the clinic calls it.</summary>
    public required string Name { get; init; }

    /// <summary>In order.</summary>
    public required ImmutableArray<PolicyStep> Steps { get; init; }

    /// <summary>The named person at the end; null only in one that is refused.</summary>
    public required PersonId? Last { get; init; }

    /// <summary>How long that person has before the chain begins again.</summary>
    public TimeSpan LastDelay { get; init; } = TimeSpan.FromMinutes(5);
}
