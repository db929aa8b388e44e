using System.Text.Json;
using CareConnect.Domain.Crisis;
using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;

namespace CareConnect.Hub.Crisis;

/// <summary>The outcomes of drills in the database, and who may try the chain.</summary>
internal static class Drills
{
    /// <summary>Crisis responders, and administrators that the clinic lists.</summary>
    public static bool MayStart(Sql sql, Caller by) =>
        Staffing.IsResponder(sql, by.Person)
        || (by.Role.May(Act.StartDrill) && by.Person is { } person && Staffing.IsStaff(sql, person));

    /// <summary>Keeps what came of a drill, in the transaction that ends it.</summary>
    public static void Keep(WriteTransaction tx, Alert drill, DateTimeOffset now)
    {
        var ways = tx.List(
            """
            SELECT Way, COUNT(*), COUNT(*) FILTER (WHERE State IN ('delivered', 'sent')) FROM Pages WHERE Alert = ?1 GROUP BY Way ORDER BY Way
            """,
            row => new DrillWay(row.GetString(0), row.GetInt32(1), row.GetInt32(2)),
            drill.Id);
        tx.Execute(
            """
            INSERT INTO Drills (Alert, StartedBy, StartedAt, TakenBy, TakenAt, ReachedAt, EndedAt, Steps, Ways)
            VALUES (?1, (SELECT Actor FROM AlertEvents WHERE Alert = ?1 AND Number = 1), ?2, ?3,
                (SELECT MAX(At) FROM AlertEvents WHERE Alert = ?1 AND Kind = 'acknowledged'),
                (SELECT MAX(At) FROM AlertEvents WHERE Alert = ?1 AND Kind = 'contact-made'), ?4,
                (SELECT COUNT(*) FROM (SELECT DISTINCT Round, Step FROM Pages WHERE Alert = ?1 AND Step >= -2) s), ?5)
            """,
            drill.Id, drill.RaisedAt.ToUnixTimeMilliseconds(), drill.Owner!.Value.Value, now.ToUnixTimeMilliseconds(),
            JsonSerializer.Serialize(ways));
    }

    /// <summary>The newest first.</summary>
    public static DrillRow[] Newest(Sql sql, int count) => [.. sql.List(
        """
        SELECT Alert, StartedBy, StartedAt, TakenBy, TakenAt - StartedAt, ReachedAt - StartedAt, EndedAt, Steps, Ways
        FROM Drills ORDER BY StartedAt DESC LIMIT ?1
        """,
        row => new DrillRow(
            row.GetGuid(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6),
            row.GetInt32(7), JsonSerializer.Deserialize<DrillWay[]>(row.GetString(8))!),
        (long)count)];
}
