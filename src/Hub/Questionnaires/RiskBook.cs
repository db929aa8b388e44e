using CareConnect.Domain.People;
using CareConnect.Domain.Questionnaires;
using CareConnect.Domain.Tasks;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using CareConnect.Hub.Tasks;

namespace CareConnect.Hub.Questionnaires;

/// <summary>Risk levels of patients, and the tasks that keep their duties.</summary>
internal static class RiskBook
{
    private const string InForceSql = "Number = (SELECT MAX(Number) FROM RiskLevels n WHERE n.Record = r.Record)";

    /// <summary>The level in force; <see cref="RiskStanding.Unknown"/> when none ever was.</summary>
    public static RiskStanding Of(Sql sql, Guid record) => sql.First(
        "SELECT Level, At, Actor FROM RiskLevels r WHERE Record = ?1 AND " + InForceSql,
        row => new RiskStanding(
            Words<RiskLevel>.Read(row.GetString(0)), TriageText.Time(row.GetInt64(1)),
            row.IsDBNull(2) ? null : new PersonId(row.GetString(2))),
        record) ?? RiskStanding.Unknown;

    /// <summary>Patients of a level that has duties.</summary>
    public static List<Guid> Watched(Sql sql) => sql.List(
        "SELECT Record FROM RiskLevels r WHERE Level <> 'none' AND " + InForceSql, row => row.GetGuid(0));

    /// <summary>A screener came out: the level rises or stays, and a risen one has its own days.</summary>
    /// <returns>Whether tasks were added.</returns>
    public static bool Found(WriteTransaction tx, Guid record, ScreenerOutcome outcome, RulePack pack, DateTimeOffset at)
    {
        var before = Of(tx, record);
        var after = before.Found(outcome, at);
        if (after == before) return false;
        Store(tx, record, after, null);
        return Add(tx, record, Duties.Of(after.Level, at, pack.Calendar, pack.Thresholds), at);
    }

    public static void Store(WriteTransaction tx, Guid record, RiskStanding standing, LoweringReason? why) => tx.Execute(
        """
        INSERT INTO RiskLevels (Record, Number, At, Level, Actor, Reason)
        VALUES (?1, (SELECT COALESCE(MAX(Number), 0) + 1 FROM RiskLevels WHERE Record = ?1), ?2, ?3, ?4, ?5)
        """,
        record, standing.Since.ToUnixTimeMilliseconds(), Words<RiskLevel>.Of(standing.Level), standing.By?.Value,
        why is { } reason ? Words<LoweringReason>.Of(reason) : null);

    /// <summary>Kinds whose last task was done get the next one, counted from when it was done.</summary>
    public static bool Renew(WriteTransaction tx, Guid record, RulePack pack, DateTimeOffset now)
    {
        var level = Of(tx, record).Level;
        var added = false;
        foreach (var kind in Kinds)
        {
            if (TaskBook.OpenOf(tx, record).Exists(task => task.Kind == kind)) continue;
            var from = LastDone(tx, record, kind) ?? now;
            added |= Add(tx, record, Duties.Of(level, from, pack.Calendar, pack.Thresholds).Where(duty => KindOf(duty) == kind), now);
        }

        return added;
    }

    private static readonly TaskKind[] Kinds = [TaskKind.Reassess, TaskKind.Contact];

    private static bool Add(WriteTransaction tx, Guid record, IEnumerable<Duty> duties, DateTimeOffset at)
    {
        var added = false;
        foreach (var duty in duties)
        {
            // One origin asks for one kind once: each round has a number of its own.
            var round = tx.Number(
                "SELECT COUNT(*) FROM CareTasks WHERE Record = ?1 AND Kind = ?2 AND Origin LIKE 'risk:%'", record, Words<TaskKind>.Of(KindOf(duty)));
            TaskBook.Add(
                tx, CareTask.New(Guid.CreateVersion7(at), new RecordId(record), KindOf(duty), null, duty.DueAt, $"risk:{record}:{round}"), at);
            added = true;
        }

        return added;
    }

    private static TaskKind KindOf(Duty duty) => duty.Kind == DutyKind.Reassess ? TaskKind.Reassess : TaskKind.Contact;

    private static DateTimeOffset? LastDone(Sql sql, Guid record, TaskKind kind) => sql.Number(
        """
        SELECT MAX(e.At) FROM CareTasks t JOIN CareTaskEvents e ON e.Task = t.Id AND e.Kind = 'task-done'
        WHERE t.Record = ?1 AND t.Kind = ?2
        """,
        record, Words<TaskKind>.Of(kind)) is { } at ? TriageText.Time(at) : null;
}
