using CareConnect.Domain.Queue;
using CareConnect.Hub.Cover;
using CareConnect.Hub.Storage;
using CareConnect.Hub.Tasks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Queue;

/// <summary>
/// Raises items that nobody claimed in time. It keeps nothing of them in memory: each beat reads what is due, and each rise is
/// one transaction that asks the rules again. Killed at any line it has risen or will, and two of them do it once.
/// </summary>
public sealed partial class QueueClock(
    Readers readers, WriterQueue writer, QueueNews news, TaskNews tasks, TimeProvider clock, ILogger<QueueClock> logger) : BackgroundService
{
    /// <summary>Well below the shortest clock, so that a rise is seen when it is due.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    private DateTimeOffset turned = clock.GetUtcNow();

    /// <summary>Raises all that is due now, and answers with how many rose.</summary>
    public async Task<int> RaiseDue(CancellationToken cancellation = default)
    {
        var now = TriageText.Time(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var rose = 0;
        foreach (var id in readers.Read(sql => Due(sql, now)))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!await writer.Run(tx => Raise(tx, id, now))) continue;
            rose++;
            Rose(logger, id);
            news.Tell(id);
        }

        return rose;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        do
        {
            try
            {
                TellTurns();
                await RaiseDue(stoppingToken);
            }
#pragma warning disable CA1031 // A beat that fails is told and tried again with the next one: clocks never stop.
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                BeatFailed(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // Whose absence began or ended since the last beat: what they own counts differently from now on. Only a hint, so that
    // one that a restart swallows is made good by the next look of each device.
    private void TellTurns()
    {
        var now = clock.GetUtcNow();
        foreach (var person in readers.Read(sql => Absences.Turning(sql, turned, now)))
        {
            news.TellOwner(person);
            tasks.TellOwner(person);
        }

        turned = now;
    }

    private static List<Guid> Due(Sql sql, DateTimeOffset now) => [.. ItemStore.Due(sql, now)
        .Select(found => Watch.At(sql, found.Item, now)).Where(item => item.IsUncovered).Select(item => item.Id)];

    private static bool Raise(WriteTransaction tx, Guid id, DateTimeOffset now)
    {
        if (ItemStore.Find(tx, id) is not var (item, record)) return false;
        var (rules, present) = (ItemRules.Of(tx, item), Watch.At(tx, item, now));
        if (rules.Move(present, pack => present.Wait(pack, now)) is not Moved moved) return false;
        rules.Store(tx, moved, record);
        return true;
    }

    [LoggerMessage(1, LogLevel.Information, "Item {Item} rose by waiting")]
    private static partial void Rose(ILogger logger, Guid item);

    [LoggerMessage(2, LogLevel.Error, "The queue's clock missed a beat")]
    private static partial void BeatFailed(ILogger logger, Exception exception);
}
