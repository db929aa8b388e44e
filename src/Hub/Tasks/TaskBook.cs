using System.Data.Common;
using System.Text.Json;
using CareConnect.Domain.People;
using CareConnect.Domain.Tasks;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Tasks;

/// <summary>Tasks and their events in the database.</summary>
internal static class TaskBook
{
    private const string Select = "SELECT Id, Record, Kind, Owner, Due, State, Origin FROM CareTasks ";

    /// <summary>
    /// Stores a task in the transaction of what asks for it. The same origin asking for the same kind again changes
    /// nothing. After the commit, <see cref="TaskNews.Tell(Guid)"/> shows it.
    /// </summary>
    /// <returns>The id of the task in force: this one's, or that of the first time.</returns>
    public static Guid Add(WriteTransaction tx, CareTask task, DateTimeOffset at)
    {
        if (tx.First(Select + "WHERE Origin = ?1 AND Kind = ?2", Read, task.Origin, Words<TaskKind>.Of(task.Kind)) is { } first) return first.Id;
        Store(tx, new TaskMoved(task, new TaskMade(at, task.Owner)));
        return task.Id;
    }

    public static CareTask? Find(Sql sql, Guid id) => sql.First(Select + "WHERE Id = ?1", Read, id);

    /// <summary>All that is still to be done, in no order.</summary>
    public static List<CareTask> Open(Sql sql) => sql.List(Select + "WHERE State = 'open'", Read);

    public static List<CareTask> OpenOf(Sql sql, Guid record) => sql.List(Select + "WHERE Record = ?1 AND State = 'open'", Read, record);

    public static List<CareTask> OwnedBy(Sql sql, string person) => sql.List(Select + "WHERE State = 'open' AND Owner = ?1", Read, person);

    /// <summary>Stores what a move came to.</summary>
    public static void Store(WriteTransaction tx, TaskMoved moved)
    {
        var (task, happened) = moved;
        tx.Execute(
            """
            INSERT INTO CareTasks (Id, Record, Kind, Owner, Due, State, Origin) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT (Id) DO UPDATE SET Owner = ?4, State = ?6
            """,
            task.Id, task.Record.Value, Words<TaskKind>.Of(task.Kind), task.Owner?.Value, task.Due.ToUnixTimeMilliseconds(),
            Words<TaskState>.Of(task.State), task.Origin);
        tx.Execute(
            """
            INSERT INTO CareTaskEvents (Task, Number, Kind, At, Actor, "to")
            VALUES (?1, (SELECT COALESCE(MAX(Number), 0) + 1 FROM CareTaskEvents WHERE Task = ?1), ?2, ?3, ?4, ?5)
            """,
            task.Id, JsonNamingPolicy.KebabCaseLower.ConvertName(happened.GetType().Name), happened.At.ToUnixTimeMilliseconds(),
            happened.By?.Value,
            happened switch
            {
                TaskMade made => made.Owner?.Value,
                TaskHandedOver handed => handed.To.Value,
                _ => null,
            });
    }

    private static CareTask Read(DbDataReader row) => new(
        row.GetGuid(0),
        new RecordId(row.GetGuid(1)),
        Words<TaskKind>.Read(row.GetString(2)),
        row.IsDBNull(3) ? null : new PersonId(row.GetString(3)),
        TriageText.Time(row.GetInt64(4)),
        Words<TaskState>.Read(row.GetString(5)),
        row.GetString(6));
}
