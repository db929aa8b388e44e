using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Questionnaires;

/// <summary>
/// Ends sittings that were left: they count as incomplete, with the highest level reached as their floor. It keeps
/// nothing in memory, and each end is one transaction, so a kill at any line ends it or leaves it for the next beat.
/// </summary>
internal sealed partial class SittingClock(
    Readers readers, WriterQueue writer, SittingNews news, TimeProvider clock, ILogger<SittingClock> logger) : BackgroundService
{
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    /// <summary>Ends all that were left by now, and answers with how many.</summary>
    public async Task<int> EndLeft(CancellationToken cancellation = default)
    {
        var now = TriageText.Time(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var ended = 0;
        foreach (var id in readers.Read(sql => SittingStore.Left(sql, now)))
        {
            cancellation.ThrowIfCancellationRequested();
            if (await writer.Run(tx => End(tx, id, now), Priority.Crisis) is not { } followed) continue;
            ended++;
            Left(logger, id);
            news.Tell(id, followed);
        }

        return ended;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        do
        {
            try
            {
                await EndLeft(stoppingToken);
            }
#pragma warning disable CA1031 // A beat that fails is told and tried again with the next one.
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                BeatFailed(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // Asked again inside: the patient may have answered meanwhile, or another process was first.
    private static Followed? End(WriteTransaction tx, Guid id, DateTimeOffset now) =>
        SittingStore.Left(tx, now).Contains(id) ? SittingIntake.End(tx, SittingStore.Find(tx, id)!, SittingState.Left, now) : null;

    [LoggerMessage(1, LogLevel.Information, "Sitting {Sitting} was left unfinished")]
    private static partial void Left(ILogger logger, Guid sitting);

    [LoggerMessage(2, LogLevel.Error, "The clock of sittings missed a beat")]
    private static partial void BeatFailed(ILogger logger, Exception exception);
}
