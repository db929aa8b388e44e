using System.Collections.Frozen;
using System.Collections.Immutable;

namespace CareConnect.Domain.OnCall;

/// <summary>All that decides who is paged: what is in force, and who is there.</summary>
public sealed record OnCallBook(
    Roster Roster, FrozenDictionary<ScheduleId, Schedule> Schedules, FrozenDictionary<PolicyId, EscalationPolicy> Policies)
{
    /// <summary>The policy by which alerts are paged; null: all responders at once.</summary>
    public EscalationPolicy? InForce => Policies.GetValueOrDefault(PolicyId.InForce);

    /// <summary>The schedules by which alerts are paged, in the order of the steps; where there is no policy, all of them.</summary>
    public ImmutableArray<Schedule> Paging()
    {
        if (InForce is not { } policy) return [.. Schedules.Values.OrderBy(schedule => schedule.Name, StringComparer.Ordinal)];
        return [.. Reached(policy, [])];
    }

    /// <summary>Hours of a range in which one of those schedules has nobody, in order.</summary>
    public ImmutableArray<(Schedule Schedule, Stretch Gap)> Gaps(DateTimeOffset from, DateTimeOffset until) =>
        [.. Paging().SelectMany(schedule => schedule.Gaps(from, until).Select(gap => (schedule, gap))).OrderBy(found => found.gap.From)];

    private IEnumerable<Schedule> Reached(EscalationPolicy policy, ImmutableHashSet<PolicyId> above)
    {
        if (above.Contains(policy.Id)) return [];
        return policy.Steps.SelectMany(step => step.Targets).SelectMany(target => target switch
        {
            ScheduleTarget on when Schedules.GetValueOrDefault(on.Schedule) is { } schedule => [schedule],
            PolicyTarget other when Policies.GetValueOrDefault(other.Policy) is { } next => Reached(next, above.Add(policy.Id)),
            _ => Enumerable.Empty<Schedule>(),
        }).Distinct();
    }
}
