using CareConnect.Hub.Connections;
using CareConnect.Hub.Cover;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Queue;

/// <summary>Tells whoever sees a row that it changed. A hint: the database is the truth.</summary>
public sealed class QueueNews(Readers readers, Pushes pushes, TimeProvider clock)
{
    /// <summary>
    /// After the commit that changed it. A row that moved is told to the team that it left, too; and since each row says
    /// who else the patient waits for, the patient's other rows are told with it.
    /// </summary>
    public void Tell(Guid item, string? left = null)
    {
        Tell(readers.Snapshot(sql =>
        {
            if (ItemStore.Find(sql, item) is not { } changed) return [];
            var former = left is null ? [] : Staffing.Of(sql, left).Select(member => member.Account);
            return ItemStore.OfRecord(sql, changed.Record).Append(changed).DistinctBy(found => found.Item.Id)
                .Select(found => (found.Item.Id, Accounts: Told(sql, found).Concat(found.Item.Id == item ? former : []).Distinct().ToArray()))
                .ToList();
        }));
    }

    /// <summary>After a change of who is in a team: all that waits for it.</summary>
    public void TellTeam(string team) => Tell(readers.Snapshot(sql => WithAccounts(sql, ItemStore.Of(sql, team))));

    /// <summary>After a person went away or came back: what they have, and what waits for their teams.</summary>
    public void TellOwner(string person) => Tell(readers.Snapshot(sql => WithAccounts(
        sql, [.. ItemStore.OwnedBy(sql, person).Concat(Staffing.TeamsOf(sql, person).SelectMany(team => ItemStore.Of(sql, team))).DistinctBy(found => found.Item.Id)])));

    private List<(Guid Id, Guid[] Accounts)> WithAccounts(Sql sql, List<ItemOnFile> items) =>
        [.. items.Select(found => (found.Item.Id, Told(sql, found).Distinct().ToArray()))];

    private IEnumerable<Guid> Told(Sql sql, ItemOnFile found)
    {
        var now = clock.GetUtcNow();
        var covering = found.Item.Owner is { } owner ? Absences.LatelyCovering(sql, owner.Value, now) : [];
        return Watch.Of(sql, found.Item, now).Select(member => member.Account)
            .Concat(covering.Select(person => Staffing.AccountOf(sql, person)).OfType<Guid>());
    }

    // Read when it is sent, in the order of the pushes: an older state never follows a newer one.
    private void Tell(List<(Guid Id, Guid[] Accounts)> rows)
    {
        foreach (var (id, accounts) in rows)
        {
            pushes.ToAccounts(accounts, client =>
                readers.Snapshot(sql => ItemStore.Find(sql, id) is { } found ? QueueRows.Of(sql, found, clock.GetUtcNow()) : null) is { } row
                    ? client.QueueChanged(row)
                    : Task.CompletedTask);
        }
    }
}
