using CareConnect.Domain.Tasks;
using CareConnect.Hub.Connections;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Tasks;

/// <summary>Tells whoever sees a task that it is new or changed. A hint: the database is the truth.</summary>
public sealed class TaskNews(Readers readers, Pushes pushes, TimeProvider clock)
{
    /// <summary>After the commit that added tasks for a patient.</summary>
    public void Tell(Guid record) => Tell(readers.Snapshot(sql => TaskBook.OpenOf(sql, record)));

    /// <summary>After the commit that moved one. <paramref name="formerly"/>: accounts that saw it before.</summary>
    internal void TellOne(Guid task, IEnumerable<Guid> formerly) =>
        Tell(readers.Snapshot(sql => TaskBook.Find(sql, task) is { } found ? [found] : new List<CareTask>()), formerly);

    /// <summary>After a person went away or came back.</summary>
    public void TellOwner(string person) => Tell(readers.Snapshot(sql => TaskBook.OwnedBy(sql, person)));

    private void Tell(List<CareTask> tasks, IEnumerable<Guid>? formerly = null)
    {
        foreach (var task in tasks)
        {
            var accounts = readers.Snapshot(sql => TaskWatch.Of(sql, task, clock.GetUtcNow())).Select(member => member.Account)
                .Concat(formerly ?? []).Distinct().ToArray();
            pushes.ToAccounts(accounts, client =>
                readers.Snapshot(sql => TaskBook.Find(sql, task.Id) is { } found ? TaskRows.Of(sql, found, clock.GetUtcNow()) : null) is { } row
                    ? client.TaskChanged(row)
                    : Task.CompletedTask);
        }
    }
}
