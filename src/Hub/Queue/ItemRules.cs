using CareConnect.Domain.Queue;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Queue;

/// <summary>The rules that an item is moved by: those in force, and those that made its last decision.</summary>
internal readonly record struct ItemRules(RulePack InForce, RulePack Own)
{
    public static ItemRules Of(Sql sql, QueueItem item)
    {
        var inForce = RulePacks.Current(sql);
        if (item.Decision.PackVersion == inForce.Version) return new ItemRules(inForce, inForce);
        var zone = sql.Text("SELECT TimeZone FROM TriageDecisions WHERE Item = ?1 ORDER BY Number DESC LIMIT 1", item.Id);
        return new ItemRules(inForce, RulePacks.Named(sql, item.Decision.PackVersion, zone ?? inForce.Calendar.Zone.Id));
    }

    /// <summary>The more urgent of what either rules say.</summary>
    public QueueResult Move(QueueItem item, Func<RulePack, QueueResult> move) => item.Under(InForce, Own, move);

    /// <summary>Stores a move with the rules that decided it.</summary>
    public void Store(WriteTransaction tx, Moved moved, Guid record) =>
        ItemStore.Store(tx, moved, record, moved.Item.Decision.PackVersion == InForce.Version ? InForce : Own);
}
