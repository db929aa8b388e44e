using CareConnect.Domain.Triage;

namespace CareConnect.Domain.Queue;

/// <summary>What waits while new rules come into force.</summary>
public static class RulesChange
{
    /// <summary>
    /// Moves an item by the rules in force and by those that made its last decision, and keeps the more urgent: stepping
    /// down is never automatic (CLINICAL.md), so no change of rules lowers what waits or puts off its clock. A new wait
    /// goes by the rules in force alone.
    /// </summary>
    /// <param name="inForce">The rules in force.</param>
    /// <param name="own">The rules of the item's last decision.</param>
    /// <param name="move">The same move, by either.</param>
    public static QueueResult Under(this QueueItem item, RulePack inForce, RulePack own, Func<RulePack, QueueResult> move)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(inForce);
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(move);
        var result = move(inForce);
        if (own.Version == inForce.Version || !item.IsOpen) return result;
        return (result, move(own)) switch
        {
            (Moved now, Moved before) => Compare(before.Item.Decision, now.Item.Decision) < 0 ? before : now,
            (Moved now, AlreadySo same) when Compare(same.Item.Decision, now.Item.Decision) < 0 => same,
            (not Moved, Moved before) => before,
            _ => result,
        };
    }

    private static int Compare(Decision one, Decision other)
    {
        var order = one.Level.CompareTo(other.Level);
        if (order == 0) order = one.Clocks.ClaimBy.CompareTo(other.Clocks.ClaimBy);
        return order == 0 ? one.Clocks.ContactBy.CompareTo(other.Clocks.ContactBy) : order;
    }
}
