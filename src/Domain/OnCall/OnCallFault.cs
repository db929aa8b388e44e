using System.Collections.Immutable;
using CareConnect.Domain.People;

namespace CareConnect.Domain.OnCall;

/// <summary>Why a schedule, an override or a policy was refused. What was in force before stays in force.</summary>
public abstract record OnCallFault;

/// <summary>It has no name, or a very long one.</summary>
public sealed record BadName : OnCallFault;

/// <summary>This person is not on the clinic's list of staff, or their account is closed.</summary>
public sealed record UnknownPerson(PersonId Person) : OnCallFault;

/// <summary>This person is staff, but in no crisis team: they could not open the board that the page leads to.</summary>
public sealed record NotInCrisisTeam(PersonId Person) : OnCallFault;

/// <summary>More rotations, people or shifts than anybody can oversee.</summary>
public sealed record TooMuch : OnCallFault;

/// <summary>A rotation without people.</summary>
/// <param name="Rotation">From 0, here and below.</param>
public sealed record NoPeople(int Rotation) : OnCallFault;

/// <summary>A rotation without hours.</summary>
public sealed record NoHours(int Rotation) : OnCallFault;

/// <summary>A turn shorter than a day or longer than four weeks.</summary>
public sealed record BadTurn(int Rotation) : OnCallFault;

/// <summary>A rotation that ends before it starts.</summary>
public sealed record EndsBeforeItStarts(int Rotation) : OnCallFault;

/// <summary>A shift that ends before it begins, or as it begins.</summary>
/// <param name="Rotation">Null for an override.</param>
public sealed record ShiftEndsBeforeItBegins(int? Rotation) : OnCallFault;

/// <summary>A shift of more than seven days.</summary>
/// <param name="Rotation">Null for an override.</param>
public sealed record ShiftTooLong(int? Rotation) : OnCallFault;

/// <summary>Two shifts of one rotation at the same time.</summary>
public sealed record ShiftsOverlap(int Rotation) : OnCallFault;

/// <summary>Two rotations of one schedule at the same time.</summary>
public sealed record RotationsOverlap(int Rotation, int Other) : OnCallFault;

/// <summary>A time that no clock shows: 25:00, or an hour that the change to summer time leaves out.</summary>
public sealed record NoSuchHour : OnCallFault;

/// <summary>Only hours that are over, or more than a year away.</summary>
public sealed record NotInReach : OnCallFault;

/// <summary>Nobody in the place of somebody: only who edits the schedule may leave hours open.</summary>
public sealed record NoReplacement : OnCallFault;

/// <summary>Hours of somebody else.</summary>
public sealed record NotOwnHours : OnCallFault;

/// <summary>A policy without steps.</summary>
public sealed record NoSteps : OnCallFault;

/// <summary>More steps than the limit.</summary>
public sealed record TooManySteps(int Limit) : OnCallFault;

/// <summary>Nobody at the end: the chain must end with a named person.</summary>
public sealed record NobodyAtTheEnd : OnCallFault;

/// <summary>A step that names nobody.</summary>
/// <param name="Step">From 0, here and below.</param>
public sealed record EmptyStep(int Step) : OnCallFault;

/// <summary>A delay of nothing or less: the next step would be paged before anybody could answer.</summary>
/// <param name="Step">Null: the person at the end.</param>
public sealed record DelayNotPositive(int? Step) : OnCallFault;

/// <summary>A delay so long that the patient would wait for nobody.</summary>
/// <param name="Step">Null: the person at the end.</param>
public sealed record DelayTooLong(int? Step, TimeSpan Limit) : OnCallFault;

/// <summary>A schedule that is not there.</summary>
public sealed record UnknownSchedule(int Step) : OnCallFault;

/// <summary>A team that is no crisis team of the clinic.</summary>
public sealed record UnknownTeam(int Step) : OnCallFault;

/// <summary>A policy that is not there.</summary>
public sealed record UnknownPolicy(int Step) : OnCallFault;

/// <summary>A step that leads to another policy, and names somebody besides.</summary>
public sealed record PolicyNotAlone(int Step) : OnCallFault;

/// <summary>Policies that lead to each other, or to themselves.</summary>
/// <param name="Path">From the policy that was refused back to itself.</param>
public sealed record CircularReference(ImmutableArray<PolicyId> Path) : OnCallFault
{
    /// <inheritdoc/>
    public bool Equals(CircularReference? other) => other is not null && Path.SequenceEqual(other.Path);

    /// <inheritdoc/>
    public override int GetHashCode() => Path.Length;
}

/// <summary>Something still uses what was to be removed.</summary>
public sealed record InUse : OnCallFault;
