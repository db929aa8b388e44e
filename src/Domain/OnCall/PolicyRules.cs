using System.Collections.Immutable;

namespace CareConnect.Domain.OnCall;

/// <summary>What a policy must be to come into force. All faults are named at once.</summary>
public static class PolicyRules
{
    /// <summary>Steps of a policy.</summary>
    public const int MostSteps = 20;

    /// <summary>The longest that a step may wait. A P0 asks for five minutes (CLINICAL.md, priorities and clocks).</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(60);

    /// <summary>Faults of a policy; none: it may come into force.</summary>
    /// <param name="book">What is in force now; the policy itself may be in it in an earlier version.</param>
    public static ImmutableArray<OnCallFault> Check(EscalationPolicy policy, OnCallBook book)
    {
        List<OnCallFault> faults = [];
        if (ScheduleRules.BadName(policy.Name)) faults.Add(new BadName());
        if (policy.Steps.IsEmpty) faults.Add(new NoSteps());
        if (policy.Steps.Length > MostSteps) return [.. faults, new TooManySteps(MostSteps)];
        for (var i = 0; i < policy.Steps.Length; i++)
        {
            faults.AddRange(DelayFault(policy.Steps[i].Delay, i));
            faults.AddRange(Targets(policy.Steps[i], i, policy.Id, book));
        }

        if (policy.Last is not { } last) faults.Add(new NobodyAtTheEnd());
        else if (book.Roster.WhyNot(last) is { } why) faults.Add(why);
        faults.AddRange(DelayFault(policy.LastDelay, null));
        if (Circle(policy, book) is { } circle) faults.Add(circle);
        return [.. faults.Distinct()];
    }

    private static IEnumerable<OnCallFault> DelayFault(TimeSpan delay, int? step)
    {
        if (delay <= TimeSpan.Zero) yield return new DelayNotPositive(step);
        if (delay > LongestDelay) yield return new DelayTooLong(step, LongestDelay);
    }

    private static IEnumerable<OnCallFault> Targets(PolicyStep step, int index, PolicyId self, OnCallBook book)
    {
        if (step.Targets.IsEmpty) yield return new EmptyStep(index);
        if (step.Targets.Length > 1 && step.Targets.Any(target => target is PolicyTarget)) yield return new PolicyNotAlone(index);
        if (step.Targets.Length > ScheduleRules.Most) yield return new TooMuch();
        foreach (var target in step.Targets.Take(ScheduleRules.Most))
        {
            OnCallFault? fault = target switch
            {
                PersonTarget person => book.Roster.WhyNot(person.Person),
                ScheduleTarget schedule => book.Schedules.ContainsKey(schedule.Schedule) ? null : new UnknownSchedule(index),
                TeamTarget team => book.Roster.Teams.ContainsKey(team.Team) ? null : new UnknownTeam(index),
                PolicyTarget other => other.Policy == self || book.Policies.ContainsKey(other.Policy) ? null : new UnknownPolicy(index),
                _ => throw new NotSupportedException($"No rule for {target.GetType().Name}."),
            };
            if (fault is not null) yield return fault;
        }
    }

    // Depth first from the policy, as it would be, through those in force. A circle that does not come back to it was
    // there before, and is found when one of its own is saved.
    private static CircularReference? Circle(EscalationPolicy policy, OnCallBook book)
    {
        var seen = new HashSet<PolicyId>();
        return Back([policy.Id], policy);

        CircularReference? Back(ImmutableArray<PolicyId> path, EscalationPolicy at)
        {
            foreach (var next in at.Steps.SelectMany(step => step.Targets).OfType<PolicyTarget>().Select(target => target.Policy))
            {
                if (next == policy.Id) return new CircularReference([.. path, next]);
                if (seen.Add(next) && book.Policies.GetValueOrDefault(next) is { } known && Back([.. path, next], known) is { } found)
                    return found;
            }

            return null;
        }
    }
}
