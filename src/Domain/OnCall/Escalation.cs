using System.Collections.Immutable;
using CareConnect.Domain.People;

namespace CareConnect.Domain.OnCall;

/// <summary>From the policy in force to the people of an instant.</summary>
public static class Escalation
{
    /// <summary>How long everybody has where no policy says otherwise (CLINICAL.md, P0).</summary>
    public static readonly TimeSpan DefaultDelay = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The steps in order, never none. Only people who can take the alert are in them. Where the policy is missing, ends
    /// with somebody who has left, or comes to nobody, all responders are a step: an alert never reaches nobody while
    /// there is one.
    /// </summary>
    public static ImmutableArray<ReadyStep> At(OnCallBook book, DateTimeOffset now)
    {
        List<(TimeSpan Delay, ImmutableArray<PersonId> People)> steps = [];
        if (book.InForce is { } policy) Add(policy, book, now, [], steps);
        if (book.InForce is null || EndIsGone(book)) steps.Add((DefaultDelay, book.Roster.Responders));
        return [.. steps.Select((step, index) => new ReadyStep(index, step.Delay, step.People))];
    }

    /// <summary>Whether the policy in force ends with somebody who cannot answer any more.</summary>
    public static bool EndIsGone(OnCallBook book) =>
        book.InForce is { } policy && !(policy.Last is { } last && book.Roster.CanAnswer(last));

    /// <summary>Whom a step comes to at an instant, each once, in the order of its targets.</summary>
    public static ImmutableArray<PersonId> People(PolicyStep step, OnCallBook book, DateTimeOffset now) =>
        [.. step.Targets.SelectMany(target => People(target, book, now)).Where(book.Roster.CanAnswer).Distinct()];

    private static ImmutableArray<PersonId> People(StepTarget target, OnCallBook book, DateTimeOffset now) => target switch
    {
        PersonTarget person => [person.Person],
        ScheduleTarget on => book.Schedules.GetValueOrDefault(on.Schedule)?.OnCallAt(now) is { } person ? [person] : [],
        TeamTarget team => book.Roster.Teams.GetValueOrDefault(team.Team, []),
        _ => [],
    };

    // A circle is refused before it is stored; were one there, it would be gone through once.
    private static void Add(
        EscalationPolicy policy, OnCallBook book, DateTimeOffset now, ImmutableHashSet<PolicyId> above,
        List<(TimeSpan, ImmutableArray<PersonId>)> steps)
    {
        if (above.Contains(policy.Id)) return;
        above = above.Add(policy.Id);
        foreach (var step in policy.Steps)
        {
            if (step.Targets is [PolicyTarget other])
            {
                if (book.Policies.GetValueOrDefault(other.Policy) is { } next) Add(next, book, now, above, steps);
            }
            else
            {
                steps.Add((step.Delay, People(step, book, now)));
            }
        }

        if (policy.Last is { } last) steps.Add((policy.LastDelay, book.Roster.CanAnswer(last) ? [last] : []));
    }
}
