using System.Collections.Frozen;

namespace CareConnect.Domain.OnCall;

/// <summary>All that decides who is paged: what is in force, and who is there.</summary>
public sealed record OnCallBook(
    Roster Roster, FrozenDictionary<ScheduleId, Schedule> Schedules, FrozenDictionary<PolicyId, EscalationPolicy> Policies)
{
    /// <summary>The policy by which alerts are paged; null: all responders at once.</summary>
    public EscalationPolicy? InForce => Policies.GetValueOrDefault(PolicyId.InForce);
}
