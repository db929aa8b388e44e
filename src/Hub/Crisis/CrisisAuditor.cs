using System.Collections.Immutable;
using CareConnect.Domain.Crisis;
using CareConnect.Domain.People;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Crisis;

/// <summary>
/// Looks for open alerts that the clock has lost: without a timer, or with one that is overdue. It trusts nothing of the
/// clock's: it has its own connection to the database, its own transaction and its own question. What it finds it gives
/// a timer that is due now, pages to everyone, logs, and writes into the alert's history.
/// </summary>
public sealed partial class CrisisAuditor(
    Database database, AlertNews news, AlertPager pager, CrisisHeartbeat heartbeat, TimeProvider clock, ILogger<CrisisAuditor> logger)
    : BackgroundService
{
    /// <summary>Three times within the 60 seconds in which a lost alert must be found.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(20);

    /// <summary>A timer that is later than this is not going to be acted on.</summary>
    public static readonly TimeSpan Overdue = TimeSpan.FromSeconds(60);

    // Not by way of TimerStore. The last line: a clock that was set back makes no timer wait longer than its own length.
    internal const string Lost =
        """
        SELECT a.Id FROM Alerts a LEFT JOIN AlertTimers t ON t.Alert = a.Id
        WHERE a.State IN ('raised', 'paged', 'acknowledged', 'contact-made') AND (
            t.Alert IS NULL
            OR t.DueAt < ?1 - ?2
            OR (a.State IN ('raised', 'paged') AND t.Kind NOT IN ('page', 'nobody'))
            OR (a.State = 'acknowledged' AND t.Kind <> 'contact')
            OR t.DueAt > ?1 + t.Wait + ?2)
        ORDER BY a.Cause = 'drill', a.RaisedAt
        """;

    /// <summary>Looks once and repairs what it finds.</summary>
    /// <returns>The alerts that were lost.</returns>
    public async Task<IReadOnlyList<Guid>> Audit()
    {
        var now = TriageText.Time(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var repaired = Repair(now);
        foreach (var alert in repaired)
        {
            WasLost(logger, alert);
            pager.PageNow(alert);
            await news.Tell(alert);
        }

        return repaired;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                // Not on the caller's thread: opening the database may wait for another process.
                await Task.Run(Audit, stoppingToken);
                heartbeat.Beat(EnginePart.Auditor);
            }
#pragma warning disable CA1031 // Told, and seen from outside by the heartbeat that stays away; the next round tries again.
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                AuditFailed(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private List<Guid> Repair(DateTimeOffset now)
    {
        using var connection = database.Open();
        var lost = new WriteTransaction(connection);
        var (at, late) = (now.ToUnixTimeMilliseconds(), (long)Overdue.TotalMilliseconds);
        if (!lost.Any(Lost, at, late)) return [];

        lost.Begin();
        // Asked again: another process's auditor may have been here.
        var found = lost.List(Lost, row => row.GetGuid(0), at, late);
        foreach (var alert in found) Repair(lost, alert, now, Chains.Everyone(lost).Everyone, Chains.Write);
        lost.Commit();
        return found;
    }

    /// <summary>Sets one alert's timer right, pages everyone, and writes it down. Inside a transaction.</summary>
    internal static void Repair(
        WriteTransaction tx, Guid id, DateTimeOffset now, ImmutableArray<PersonId> everyone,
        Action<WriteTransaction, Alert, PageOrder, DateTimeOffset> write)
    {
        var alert = AlertStore.Find(tx, id)!;
        var before = TimerStore.LastOf(tx, id, now);
        AlertStore.Store(tx, alert, new TimerRepaired(now));
        TimerStore.Set(tx, id, AlertClock.Of(alert, before, now)!);
        // Somebody has it and is in time, or has reached the patient: the timer alone is set right.
        if (alert.State == AlertState.ContactMade || alert.ContactBy > now) return;
        write(tx, alert, new PageOrder(AlertStore.Events(tx, id), PageOrder.ByAuditor, everyone), now);
    }

    [LoggerMessage(1, LogLevel.Critical, "Alert {Alert} had no working timer; one was set, and everyone was paged")]
    private static partial void WasLost(ILogger logger, Guid alert);

    [LoggerMessage(2, LogLevel.Error, "The crisis auditor missed a round; the next one tries again")]
    private static partial void AuditFailed(ILogger logger, Exception exception);
}
