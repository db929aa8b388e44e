using CareConnect.Domain.Queue;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;

namespace CareConnect.Hub.Queue;

/// <summary>
/// Moves one item for a person of its team: load, check, decide by the domain, store, in the one writer's transaction,
/// so that of two who claim at once exactly one wins. Then the team is told.
/// </summary>
public sealed class ItemMoves(WriterQueue writer, QueueNews news, TimeProvider clock)
{
    internal delegate QueueResult Move(WriteTransaction tx, QueueItem item, RulePack pack, DateTimeOffset now);

    /// <summary>What the move came to, or null when the caller may not see such an item.</summary>
    internal async Task<QueueResult?> Run(Caller by, Guid id, Move move)
    {
        // Stored times are whole milliseconds: what is decided now must be decided again from them.
        var now = TriageText.Time(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var (result, left) = await writer.Run(tx =>
        {
            if (ItemStore.Find(tx, id) is not var (item, record) || !Watch.Sees(tx, item, by.Person, now))
                return ((QueueResult?)null, (string?)null);
            item = Watch.At(tx, item, now);
            var rules = ItemRules.Of(tx, item);
            var result = rules.Move(item, pack => move(tx, item, pack, now));
            if (result is not Moved moved) return (result, null);
            rules.Store(tx, moved, record);
            return (result, moved.Item.Team == item.Team ? null : item.Team?.Value);
        });
        if (result is Moved) news.Tell(id, left);
        return result;
    }

    /// <summary>The caller may see it, and has no right to this.</summary>
    internal sealed record Forbidden : QueueResult;

    /// <summary>Something beside the item stands against it.</summary>
    internal sealed record NotNow : QueueResult;

    /// <summary>The name of a refusal, or null when it is as the caller wants it.</summary>
    internal static string? Error(QueueResult? result) => result switch
    {
        null => HubErrors.NotFound,
        Moved or AlreadySo => null,
        AlreadyClaimedBy => HubErrors.AlreadyTaken,
        Forbidden => HubErrors.NotAllowed,
        _ => HubErrors.WrongState,
    };
}
