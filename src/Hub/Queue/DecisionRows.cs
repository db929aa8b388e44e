using System.Data.Common;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Queue;

/// <summary>A stored decision and until when it stood.</summary>
internal sealed record StoodDecision(StoredDecision Decision, long Until, Guid Record);

/// <summary>Reads stored decisions, to make them again.</summary>
internal static class DecisionRows
{
    private const string Columns =
        "d.Item, d.Number, d.At, d.PackVersion, d.TimeZone, d.Signals, d.ClaimedAt, d.Level, d.ClaimBy, d.ContactBy, d.Reasons, d.Lowering";

    /// <summary>Up to <paramref name="most"/> decisions that come after this one, by item and number.</summary>
    public static List<StoredDecision> After(Sql sql, Guid item, int number, int most) => sql.List(
        $"SELECT {Columns} FROM TriageDecisions d WHERE (d.Item, d.Number) > (?1, ?2) ORDER BY d.Item, d.Number LIMIT ?3",
        Read, item, number, most);

    /// <summary>All decisions made since then, each with the moment at which the next one, an answer or the closing came.</summary>
    public static List<StoodDecision> Since(Sql sql, DateTimeOffset from, DateTimeOffset now) => sql.List(
        $"""
        SELECT {Columns}, i.Record, (SELECT MIN(u.At) FROM (
            SELECT MIN(n.At) AS At FROM TriageDecisions n WHERE n.Item = d.Item AND n.Number > d.Number
            UNION ALL SELECT MIN(e.At) FROM QueueEvents e
                WHERE e.Item = d.Item AND e.Kind IN ('item-answered', 'item-closed') AND e.At >= d.At
            UNION ALL SELECT ?2) u)
        FROM TriageDecisions d JOIN QueueItems i ON i.Id = d.Item
        WHERE d.At >= ?1 AND d.At <= ?2
        ORDER BY d.At, d.Item, d.Number
        """,
        row => new StoodDecision(Read(row), row.GetInt64(13), row.GetGuid(12)),
        from.ToUnixTimeMilliseconds(),
        now.ToUnixTimeMilliseconds());

    private static StoredDecision Read(DbDataReader row) => new()
    {
        Item = row.GetGuid(0),
        Number = row.GetInt32(1),
        At = row.GetInt64(2),
        PackVersion = row.GetString(3),
        TimeZone = row.GetString(4),
        Signals = row.GetString(5),
        ClaimedAt = row.IsDBNull(6) ? null : row.GetInt64(6),
        Level = row.GetInt32(7),
        ClaimBy = row.GetInt64(8),
        ContactBy = row.GetInt64(9),
        Reasons = row.GetString(10),
        Lowering = row.IsDBNull(11) ? null : row.GetString(11),
    };
}
