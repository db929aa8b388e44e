using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Paging;

/// <summary>A page that this process sends now.</summary>
/// <param name="Fence">What it was leased with: another one's lease has a higher one.</param>
/// <param name="Address">Protected.</param>
internal sealed record LeasedPage(Guid Id, Guid Alert, Guid Method, bool Drill, int Attempts, long Fence, byte[]? Address, string Language);

/// <summary>
/// Which pages are sent now and what became of them, each in the one writer's transaction. Nothing is kept in memory, so
/// that a process that is killed between any two lines leaves a lease that runs out, and the page is sent again.
/// </summary>
internal static class PageLeases
{
    /// <summary>Longer than an attempt may take.</summary>
    public static readonly TimeSpan Lease = IPageWay.Patience + TimeSpan.FromSeconds(15);

    /// <summary>A drill that nobody stopped ends by itself.</summary>
    public static readonly TimeSpan LongestDrill = TimeSpan.FromHours(1);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    // No pause or lease is this long: a time further off was written by a clock that has since been put back.
    private static readonly TimeSpan Unlikely = TimeSpan.FromMinutes(2);

    /// <summary>What is due: alerts before drills, then what was never tried, then the longest due.</summary>
    internal const string Due =
        """
        SELECT Id FROM Pages WHERE State = 'waiting' AND Way = ?1
            AND (DueAt <= ?2 OR DueAt > ?3) AND (LeaseUntil <= ?2 OR LeaseUntil > ?3)
        ORDER BY Drill, Attempts > 0, DueAt LIMIT ?4
        """;

    public static bool AnyDue(Sql sql, PageWay way, DateTimeOffset now) => DueNow(sql, way, now, 1).Count > 0;

    /// <summary>Leases what is due; what is no longer needed is stopped instead.</summary>
    /// <param name="room">At most so many.</param>
    /// <param name="roomForDrills">Of them, at most so many of drills: those never hold up an alert.</param>
    public static List<LeasedPage> Take(WriteTransaction tx, PageWay way, int room, int roomForDrills, DateTimeOffset now)
    {
        List<LeasedPage> taken = [];
        foreach (var id in DueNow(tx, way, now, room))
        {
            if (!IsNeeded(tx, id, now))
            {
                tx.Execute("UPDATE Pages SET State = 'stopped', ChangedAt = ?2, Fence = Fence + 1 WHERE Id = ?1", id, now.ToUnixTimeMilliseconds());
                continue;
            }

            if (tx.Any("SELECT 1 FROM Pages WHERE Id = ?1 AND Drill", id) && roomForDrills-- <= 0) continue;
            tx.Execute(
                "UPDATE Pages SET LeaseUntil = ?2, Fence = Fence + 1, Attempts = Attempts + 1 WHERE Id = ?1",
                id, (now + Lease).ToUnixTimeMilliseconds());
            taken.Add(tx.First(
                """
                SELECT p.Id, p.Alert, p.Method, p.Drill, p.Attempts, p.Fence, m.Address, COALESCE(m.Language, 'en')
                FROM Pages p LEFT JOIN ContactMethods m ON m.Id = p.Method AND m.GoneAt IS NULL WHERE p.Id = ?1
                """,
                row => new LeasedPage(
                    row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetBoolean(3), row.GetInt32(4), row.GetInt64(5),
                    row.IsDBNull(6) ? null : (byte[])row[6], row.GetString(7)),
                id)!);
        }

        return taken;
    }

    /// <summary>Keeps what became of an attempt. False: the lease had run out, or the page was stopped meanwhile.</summary>
    public static bool Settle(WriteTransaction tx, LeasedPage page, PageResult result, DateTimeOffset now)
    {
        var at = now.ToUnixTimeMilliseconds();
        if (result.Error == PageError.Gone)
            tx.Execute("UPDATE ContactMethods SET GoneAt = COALESCE(GoneAt, ?2) WHERE Id = ?1", page.Method, at);

        // A browser may have shown it before its push service answered us: delivered stays delivered.
        return tx.Execute(
            """
            UPDATE Pages SET State = ?3, Error = ?4, ChangedAt = ?5, DueAt = ?6, LeaseUntil = 0
            WHERE Id = ?1 AND Fence = ?2 AND State = 'waiting'
            """,
            page.Id, page.Fence, Words<PageState>.Of(result.State), result.Error is { } error ? Words<PageError>.Of(error) : null, at,
            (now + Pause(page.Attempts, result.After)).ToUnixTimeMilliseconds()) == 1;
    }

    /// <summary>5, 10, 20, 40, then 60 seconds; what a provider asks for counts, up to the same 60.</summary>
    internal static TimeSpan Pause(int attempts, TimeSpan? asked)
    {
        var own = FirstPause * Math.Pow(2, Math.Min(attempts, 5) - 1);
        var longer = asked is { } wanted && wanted > own ? wanted : own;
        return longer < LongestPause ? longer : LongestPause;
    }

    private static List<Guid> DueNow(Sql sql, PageWay way, DateTimeOffset now, int room) => sql.List(
        Due, row => row.GetGuid(0),
        Words<PageWay>.Of(way), now.ToUnixTimeMilliseconds(), (now + Unlikely).ToUnixTimeMilliseconds(), room);

    // An alert is paged until somebody has it. What is asked while somebody has it has a step below zero. A drill that is no alert is stopped by who runs it, or by its age.
    private static bool IsNeeded(Sql sql, Guid page, DateTimeOffset now) => sql.Any(
        """
        SELECT 1 FROM Pages p LEFT JOIN Alerts a ON a.Id = p.Alert
        WHERE p.Id = ?1 AND CASE WHEN a.Id IS NOT NULL THEN a.State NOT IN ('contact-made', 'closed')
                AND (a.Owner IS NULL OR p.Step < 0) ELSE p.WrittenAt > ?2 END
        """,
        page, (now - LongestDrill).ToUnixTimeMilliseconds());
}
