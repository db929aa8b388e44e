using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using CareConnect.Hub.Tasks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Questionnaires;

/// <summary>
/// Keeps the duties of a risk level going: whoever was looked at and contacted is again, 7, 14 or 30 days later, until a
/// person steps the level down. It keeps nothing in memory, and two of them add a task once.
/// </summary>
internal sealed partial class RiskClock(
    Readers readers, WriterQueue writer, TaskNews news, TimeProvider clock, ILogger<RiskClock> logger) : BackgroundService
{
    public static readonly TimeSpan Beat = TimeSpan.FromMinutes(1);

    /// <summary>Adds what is missing by now, and answers for how many patients.</summary>
    public async Task<int> RenewAll(CancellationToken cancellation = default)
    {
        var now = TriageText.Time(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var renewed = 0;
        foreach (var record in readers.Read(RiskBook.Watched))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!await writer.Run(tx => RiskBook.Renew(tx, record, RulePacks.Current(tx), now))) continue;
            renewed++;
            Renewed(logger, record);
            news.Tell(record);
        }

        return renewed;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        do
        {
            try
            {
                await RenewAll(stoppingToken);
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

    [LoggerMessage(1, LogLevel.Information, "The duties of record {Record} were renewed")]
    private static partial void Renewed(ILogger logger, Guid record);

    [LoggerMessage(2, LogLevel.Error, "The clock of duties missed a beat")]
    private static partial void BeatFailed(ILogger logger, Exception exception);
}
