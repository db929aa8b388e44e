using System.Threading.Channels;
using CareConnect.Hub.Connections;
using CareConnect.Hub.Cover;
using CareConnect.Hub.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Queue;

/// <summary>
/// Tells whoever sees a row that it changed. A hint: the database is the truth. Under load a row that changed many times is
/// told once, as it is then, and all rows together take a fifth of one processor: messages go first.
/// </summary>
public sealed partial class QueueNews(Readers readers, Pushes pushes, TimeProvider clock, ILogger<QueueNews> logger) : BackgroundService
{
    private const int Share = 5;

    private readonly Channel<(Guid Item, string? Left)> changed =
        Channel.CreateUnbounded<(Guid, string?)>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>
    /// After the commit that changed it. A row that moved is told to the team that it left, too; and since each row says
    /// who else the patient waits for, the patient's other rows are told with it.
    /// </summary>
    public void Tell(Guid item, string? left = null) => changed.Writer.TryWrite((item, left));

    /// <summary>After a change of who is in a team: all that waits for it.</summary>
    public void TellTeam(string team) => Tell(readers.Read(sql => ItemStore.Of(sql, team)));

    /// <summary>After a person went away or came back: what they have, and what waits for their teams.</summary>
    public void TellOwner(string person) => Tell(readers.Snapshot(sql => ItemStore.OwnedBy(sql, person)
        .Concat(Staffing.TeamsOf(sql, person).SelectMany(team => ItemStore.Of(sql, team))).ToList()));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var rows = new Dictionary<Guid, HashSet<string>>();
        while (await changed.Reader.WaitToReadAsync(stoppingToken))
        {
            // (1) Each once, however often it changed.
            rows.Clear();
            while (changed.Reader.TryRead(out var change))
            {
                if (!rows.TryGetValue(change.Item, out var teams)) rows[change.Item] = teams = [];
                if (change.Left is { } left) teams.Add(left);
            }

            // (2) As they are now.
            var began = TimeProvider.System.GetTimestamp();
            foreach (var (item, left) in rows) TellNow(item, left);

            // (3) By the processor's time and not the clinic's, which may stand still.
            await Task.Delay(TimeProvider.System.GetElapsedTime(began) * (Share - 1), TimeProvider.System, stoppingToken);
        }
    }

    private void Tell(List<ItemOnFile> items)
    {
        foreach (var (item, _) in items) Tell(item.Id);
    }

    private void TellNow(Guid item, HashSet<string> left)
    {
        try
        {
            foreach (var (row, accounts) in readers.Snapshot(sql => Rows(sql, item, left)))
                pushes.ToAccounts(accounts, client => client.QueueChanged(row));
        }
#pragma warning disable CA1031 // One row that cannot be read must not silence all others.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            NotTold(logger, exception, item);
        }
    }

    private List<(Protocol.QueueRow Row, Guid[] Accounts)> Rows(Sql sql, Guid item, HashSet<string> left)
    {
        if (ItemStore.Find(sql, item) is not { } changed) return [];
        var (now, former) = (clock.GetUtcNow(), left.SelectMany(team => Staffing.Of(sql, team)).Select(member => member.Account));
        return [.. ItemStore.OfRecord(sql, changed.Record).Append(changed).DistinctBy(found => found.Item.Id).Select(found => (
            QueueRows.Of(sql, found, now),
            Told(sql, found, now).Concat(found.Item.Id == item ? former : []).Distinct().ToArray()))];
    }

    private static IEnumerable<Guid> Told(Sql sql, ItemOnFile found, DateTimeOffset now)
    {
        var covering = found.Item.Owner is { } owner ? Absences.LatelyCovering(sql, owner.Value, now) : [];
        return Watch.Of(sql, found.Item, now).Select(member => member.Account)
            .Concat(covering.Select(person => Staffing.AccountOf(sql, person)).OfType<Guid>());
    }

    [LoggerMessage(LogLevel.Warning, "Row {Item} was not told; its readers will fetch")]
    private static partial void NotTold(ILogger logger, Exception exception, Guid item);
}
