using CareConnect.Hub.Connections;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Queue;

/// <summary>Tells the members of a team that a row of their queue changed. A hint: the database is the truth.</summary>
public sealed class QueueNews(Readers readers, Pushes pushes)
{
    /// <summary>After the commit that changed it. A row that moved is told to the team that it left, too.</summary>
    public void Tell(Guid item, string? left = null)
    {
        var accounts = readers.Snapshot(sql =>
        {
            var team = ItemStore.Find(sql, item)?.Item.Team.Value;
            return new[] { team, left }.OfType<string>()
                .SelectMany(each => Staffing.Of(sql, each))
                .Select(member => member.Account)
                .Distinct()
                .ToArray();
        });

        // Read when it is sent, in the order of the pushes: an older state never follows a newer one.
        pushes.ToAccounts(accounts, client =>
            readers.Snapshot(sql => ItemStore.Find(sql, item) is { } found ? QueueRows.Of(sql, found) : null) is { } row
                ? client.QueueChanged(row)
                : Task.CompletedTask);
    }
}
