using System.Collections.Frozen;
using System.Collections.Immutable;
using CareConnect.Domain.People;

namespace CareConnect.Domain.OnCall;

/// <summary>Who works at the clinic now, by the newest signed lists.</summary>
/// <param name="Staff">Everybody whom the clinic lists, with an account that is enabled.</param>
/// <param name="Responders">Those of them who are in a crisis team: only they can open the board and take an alert.</param>
/// <param name="Teams">The crisis teams with their responders.</param>
public sealed record Roster(
    FrozenSet<PersonId> Staff, ImmutableArray<PersonId> Responders, FrozenDictionary<TeamId, ImmutableArray<PersonId>> Teams)
{
    /// <summary>Whether a page to this person leads to somebody who can answer.</summary>
    public bool CanAnswer(PersonId person) => Responders.Contains(person);

    /// <summary>Why this person cannot be on call, or null when they can.</summary>
    public OnCallFault? WhyNot(PersonId person) =>
        !Staff.Contains(person) ? new UnknownPerson(person) : CanAnswer(person) ? null : new NotInCrisisTeam(person);
}
