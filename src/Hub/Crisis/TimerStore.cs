using System.Data.Common;
using CareConnect.Domain.Crisis;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Crisis;

/// <summary>A timer as it was read.</summary>
/// <param name="Fence">The timer is still this one as long as its fence is.</param>
internal sealed record PendingTimer(Guid Alert, AlertTimer Timer, long Fence, DateTimeOffset? LeaseUntil, int Attempt, bool Drill)
{
    /// <summary>Whether another process has it. A lease that ends later than one can be long is of a clock that was set back.</summary>
    public bool IsLeased(DateTimeOffset now) => LeaseUntil > now && LeaseUntil <= now + TimerStore.Lease;
}

/// <summary>A timer that this process has to itself until it acts, fails, or the lease ends.</summary>
internal sealed record ClaimedTimer(Guid Alert, long Fence, int Attempt);

/// <summary>The timers of open alerts in the database.</summary>
internal static class TimerStore
{
    /// <summary>How long a claim keeps others away. A process that was killed with it delays a page by this much at most.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private const string Select =
        """
        SELECT t.Alert, t.Kind, t.DueAt, t.Wait, t.Round, t.Step, t.Fence, t.LeaseUntil, t.Attempt, a.Cause = 'drill'
        FROM AlertTimers t JOIN Alerts a ON a.Id = t.Alert
        """;

    /// <summary>All of them: as many as there are open alerts. What is due first stands first, and every drill last.</summary>
    public static List<PendingTimer> Pending(Sql sql) => sql.List(Select + " ORDER BY a.Cause = 'drill', t.DueAt", Read);

    public static PendingTimer? Find(Sql sql, Guid alert) => sql.First(Select + " WHERE t.Alert = ?1", Read, alert);

    /// <summary>
    /// Puts the alert's timer in the place of the one before. Who had claimed that one has it no longer: the fence grows, and
    /// where the row was lost, it starts above all that it can have been, since an event is stored with every new timer.
    /// </summary>
    public static void Set(WriteTransaction tx, Guid alert, AlertTimer timer) => tx.Execute(
        """
        INSERT INTO AlertTimers (Alert, Kind, DueAt, Wait, Fence, Attempt, Round, Step)
        VALUES (?1, ?2, ?3, ?4, (SELECT COUNT(*) FROM AlertEvents WHERE Alert = ?1) << 20, 0, ?5, ?6)
        ON CONFLICT (Alert) DO UPDATE SET Kind = ?2, DueAt = ?3, Wait = ?4, LeaseUntil = NULL, Owner = NULL,
            Fence = AlertTimers.Fence + 1, Attempt = 0, Round = ?5, Step = ?6
        """,
        alert, Words<TimerKind>.Of(timer.Kind), timer.DueAt.ToUnixTimeMilliseconds(), (long)timer.Wait.TotalMilliseconds,
        timer.Round, timer.Step);

    /// <summary>Sets the timer that belongs to where an alert has moved.</summary>
    /// <param name="before">Null when it was raised just now.</param>
    public static void Follow(WriteTransaction tx, AlertState? before, Alert alert, DateTimeOffset now)
    {
        if (alert.State == before) return;
        if (AlertClock.Of(alert, before is null ? null : LastOf(tx, alert.Id, now), now) is { } timer) Set(tx, alert.Id, timer);
        else tx.Execute("DELETE FROM AlertTimers WHERE Alert = ?1", alert.Id);
    }

    /// <summary>
    /// The alert's timer; where it was lost, one that begins a round which no page has been of, since the outbox would
    /// take the pages of an old round for sent.
    /// </summary>
    public static AlertTimer LastOf(Sql sql, Guid alert, DateTimeOffset now) => Find(sql, alert)?.Timer
        ?? AlertTimer.In(TimeSpan.Zero, TimerKind.Page, now, round: AlertStore.Events(sql, alert), step: 0);

    /// <summary>
    /// Takes a timer that is due for this process alone, if it is still the one that was read and nobody else has it. It
    /// stays due whatever the clock does now, and whoever has to take it over.
    /// </summary>
    public static ClaimedTimer? Claim(WriteTransaction tx, PendingTimer timer, string owner, DateTimeOffset now) => tx.Execute(
        """
        UPDATE AlertTimers SET LeaseUntil = ?1, Owner = ?2, Fence = Fence + 1, Attempt = Attempt + 1, DueAt = CASE WHEN DueAt < ?5 THEN DueAt ELSE ?5 END, Wait = 0
        WHERE Alert = ?3 AND Fence = ?4
        """,
        (now + Lease).ToUnixTimeMilliseconds(), owner, timer.Alert, timer.Fence, now.ToUnixTimeMilliseconds()) == 1
        ? new ClaimedTimer(timer.Alert, timer.Fence + 1, timer.Attempt + 1)
        : null;

    /// <summary>The timer as it was claimed, or null when it was set or claimed anew since.</summary>
    public static AlertTimer? Held(WriteTransaction tx, ClaimedTimer claimed) =>
        Find(tx, claimed.Alert) is { } found && found.Fence == claimed.Fence ? found.Timer : null;

    /// <summary>Dates a timer anew for a clock that was set back, if it is still the one that was read.</summary>
    public static void Redate(WriteTransaction tx, PendingTimer timer, DateTimeOffset dueAt) => tx.Execute(
        "UPDATE AlertTimers SET DueAt = ?1 WHERE Alert = ?2 AND Fence = ?3 AND DueAt > ?1",
        dueAt.ToUnixTimeMilliseconds(), timer.Alert, timer.Fence);

    /// <summary>Gives a claimed timer back, to be tried again later.</summary>
    public static void TryLater(WriteTransaction tx, ClaimedTimer claimed, DateTimeOffset at) => tx.Execute(
        "UPDATE AlertTimers SET LeaseUntil = ?1 WHERE Alert = ?2 AND Fence = ?3",
        at.ToUnixTimeMilliseconds(), claimed.Alert, claimed.Fence);

    private static PendingTimer Read(DbDataReader row) => new(
        row.GetGuid(0),
        new AlertTimer(
            Words<TimerKind>.Read(row.GetString(1)), TriageText.Time(row.GetInt64(2)), TimeSpan.FromMilliseconds(row.GetInt64(3)),
            row.GetInt32(4), row.GetInt32(5)),
        row.GetInt64(6),
        row.IsDBNull(7) ? null : TriageText.Time(row.GetInt64(7)),
        row.GetInt32(8),
        row.GetBoolean(9));
}
