using CareConnect.Domain.Tasks;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;

namespace CareConnect.Hub.Tasks;

/// <summary>Tasks as the queue shows them.</summary>
internal static class TaskRows
{
    public static TaskRow Of(Sql sql, CareTask task, DateTimeOffset now) => new(
        task.Id,
        task.Record.ToString(),
        sql.Text("SELECT Name FROM Accounts WHERE Id = ?1", task.Record.Value) ?? "",
        Words<TaskKind>.Of(task.Kind),
        task.Owner?.Value,
        task.Due.ToUnixTimeMilliseconds(),
        Words<TaskState>.Of(task.State),
        TaskWatch.Uncovered(sql, task, now),
        TaskWatch.CoveredBy(sql, task, now));
}
