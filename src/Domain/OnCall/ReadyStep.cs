using System.Collections.Immutable;
using CareConnect.Domain.People;

namespace CareConnect.Domain.OnCall;

/// <summary>A step of the escalation policy, with the people whom it comes to at this instant.</summary>
/// <param name="Index">From 0, in the order they are paged.</param>
/// <param name="Delay">How long these people have before the next step is paged.</param>
/// <param name="People">Each once; empty when nobody is there, and then the step is skipped at once.</param>
public sealed record ReadyStep(int Index, TimeSpan Delay, ImmutableArray<PersonId> People);
