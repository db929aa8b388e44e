using CareConnect.Domain.OnCall;
using CareConnect.Domain.People;
using CareConnect.Hub.Clinic;
using Microsoft.Extensions.Localization;

namespace CareConnect.Web.Coverage;

/// <summary>Whom and what the plan speaks of, in words: signed names of people and teams, given names of schedules and policies.</summary>
public sealed class PlanNames(SignedNames names, OnCallBook book, string? reader, IStringLocalizer<CoverageWords> words)
{
    public string Of(PersonId? person) => person is { } known ? names.Of(known.Value) ?? words["coverage.someone"] : words["coverage.nobody"];

    /// <summary>"you, Priya Nair" for the reader.</summary>
    public string You(PersonId person) => person.Value == reader ? words["coverage.you", Of(person)] : Of(person);

    public string Of(IEnumerable<PersonId> people)
    {
        string[] all = [.. people.Select(person => Of(person))];
        return all.Length == 0 ? words["coverage.nobody"] : string.Join(", ", all);
    }

    public string Of(TeamId team) => names.Of(team.Value) ?? words["coverage.team"];

    public string Of(StepTarget target) => target switch
    {
        PersonTarget person => Of(person.Person),
        TeamTarget team => Of(team.Team),
        ScheduleTarget schedule => book.Schedules.GetValueOrDefault(schedule.Schedule)?.Name ?? words["coverage.gone"],
        PolicyTarget policy => Of(policy.Policy),
        _ => throw new NotSupportedException($"No name for {target.GetType().Name}."),
    };

    public string Of(PolicyId policy) => book.Policies.GetValueOrDefault(policy)?.Name ?? words["coverage.gone"];
}
