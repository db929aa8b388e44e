using System.Threading.Channels;
using CareConnect.Domain.Crisis;
using CareConnect.Domain.People;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Crisis;

/// <summary>
/// Pages the first step: at once when an alert is raised here, and within a beat for one that another process raised, or
/// that a crash left unpaged. At least once: a doubled page beats silence.
/// </summary>
public sealed partial class AlertPager(
    Readers readers, WriterQueue writer, AlertNews news, TimeProvider clock, ILogger<AlertPager> logger) : BackgroundService
{
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private readonly Channel<Guid> raised = Channel.CreateUnbounded<Guid>();
    private readonly HashSet<Guid> unheard = [];

    /// <summary>Pages without making the caller wait: an acknowledgement to the patient hangs on nobody's connection.</summary>
    public void PageNow(Guid alert) => raised.Writer.TryWrite(alert);

    /// <summary>Pages every alert that nobody has been paged for.</summary>
    public async Task PageUnpaged()
    {
        foreach (var alert in readers.Read(AlertStore.Unpaged)) await Page(alert);
    }

    /// <summary>Tells all responders, then keeps in the alert's history who was told.</summary>
    public async Task Page(Guid alert)
    {
        var told = await news.Tell(alert);
        if (told.Count == 0)
        {
            // It stays unpaged, so whoever joins a crisis team next is paged within a beat.
            if (unheard.Add(alert)) NobodyToPage(logger, alert);
            return;
        }

        var now = TriageText.Time(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var paged = await writer.Run(tx => Paged(tx, alert, told, now), Priority.Crisis);
        if (!paged) return;
        PagedFirstStep(logger, alert, told.Count);
        await news.Tell(alert);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(PageAsRaised(stoppingToken), PageEveryBeat(stoppingToken));

    private async Task PageAsRaised(CancellationToken stopping)
    {
        // Not one after the other: a responder's slow connection holds up no other alert.
        List<Task> underWay = [];
        try
        {
            await foreach (var alert in raised.Reader.ReadAllAsync(stopping))
            {
                underWay.RemoveAll(page => page.IsCompleted);
                underWay.Add(Safely(() => Page(alert)));
            }
        }
        finally
        {
            await Task.WhenAll(underWay);
        }
    }

    private async Task PageEveryBeat(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        do
            await Safely(PageUnpaged);
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private async Task Safely(Func<Task> page)
    {
        try
        {
            await page();
        }
#pragma warning disable CA1031 // What failed is told, and paged with the next beat: the alert is committed.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            PageFailed(logger, exception);
        }
    }

    // Only an alert that is still unpaged: of two processes one writes the history.
    private static bool Paged(WriteTransaction tx, Guid id, IEnumerable<string> told, DateTimeOffset now)
    {
        if (AlertStore.Find(tx, id) is not { State: AlertState.Raised } alert) return false;
        foreach (var person in told)
        {
            var moved = (AlertMoved)alert.Page(new PersonId(person), now);
            alert = moved.Alert;
            AlertStore.Store(tx, alert, moved.Event);
        }

        return true;
    }

    [LoggerMessage(1, LogLevel.Warning, "Alert {Alert} has nobody to page: no crisis team has a member")]
    private static partial void NobodyToPage(ILogger logger, Guid alert);

    [LoggerMessage(2, LogLevel.Information, "Alert {Alert} was paged to {Count} responders")]
    private static partial void PagedFirstStep(ILogger logger, Guid alert, int count);

    [LoggerMessage(3, LogLevel.Error, "A page failed and is tried again")]
    private static partial void PageFailed(ILogger logger, Exception exception);
}
