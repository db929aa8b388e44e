using System.Threading.Channels;
using CareConnect.Hub.Paging;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Crisis;

/// <summary>
/// The clock of the crisis engine: acts on timers that are due, at once when an alert moved here, and within a beat on
/// what another process or a crash left. It keeps nothing that is missed when it is gone. Pages at least once, moves
/// exactly once.
/// </summary>
public sealed partial class AlertPager(
    Readers readers, WriterQueue writer, AlertNews news, PageSender pages, CrisisHeartbeat heartbeat, TimeProvider clock,
    ILogger<AlertPager> logger)
    : BackgroundService
{
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>A timer whose work failed is tried again this soon, at the latest.</summary>
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(8);

    private readonly Channel<Guid> moved = Channel.CreateUnbounded<Guid>();
    private readonly WaitWatch watch = new(clock);
    private readonly SemaphoreSlim oneRound = new(1);
    private readonly string owner = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.CreateVersion7(clock.GetUtcNow())}";

    /// <summary>Looks at once, without making the caller wait: an acknowledgement to the patient hangs on nobody's connection.</summary>
    public void PageNow(Guid alert) => moved.Writer.TryWrite(alert);

    /// <summary>Acts on every timer that is due now.</summary>
    /// <returns>How many alerts moved.</returns>
    public async Task<int> RunDue()
    {
        await oneRound.WaitAsync();
        try
        {
            // (1) Which are due? A drill's come after every real one's.
            var now = Now();
            var pending = readers.Read(TimerStore.Pending);
            var due = watch.Due(pending, now);
            await Redate(watch.Misdated(pending, now));
            if (due.Count == 0) return 0;

            // (2) For this process alone: another may be at it as well.
            var claimed = await writer.Run(
                tx => due.Select(timer => TimerStore.Claim(tx, timer, owner, now)).OfType<ClaimedTimer>().ToList(), Priority.Crisis);

            // (3) One transaction per alert: what fails for one holds up no other.
            var acts = claimed.Select(Act).ToList();
            return (await Task.WhenAll(acts)).Count(done => done);
        }
        finally
        {
            oneRound.Release();
        }
    }

    public override void Dispose()
    {
        oneRound.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        Task<bool> beat = Task.FromResult(true), woken = moved.Reader.WaitToReadAsync(stoppingToken).AsTask();
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAny(beat, woken);
            if (stoppingToken.IsCancellationRequested) return;
            if (woken.IsCompleted)
            {
                // Boards first, then a look at all timers: an alert that was raised here is as due as any other.
                while (moved.Reader.TryRead(out var alert)) _ = Tell(alert);
                woken = moved.Reader.WaitToReadAsync(stoppingToken).AsTask();
            }

            if (beat.IsCompleted) beat = timer.WaitForNextTickAsync(stoppingToken).AsTask();
            await Safely();
        }
    }

    private async Task Safely()
    {
        try
        {
            await RunDue();
            heartbeat.Beat(EnginePart.Clock);
        }
#pragma warning disable CA1031 // What failed is told, and tried again with the next beat: the timers are committed.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            BeatFailed(logger, exception);
        }
    }

    private async Task Redate(List<(PendingTimer Timer, DateTimeOffset DueAt)> misdated)
    {
        if (misdated.Count == 0) return;
        ClockSetBack(logger, misdated.Count);
        await writer.Run(
            tx =>
            {
                foreach (var (timer, dueAt) in misdated) TimerStore.Redate(tx, timer, dueAt);
            },
            Priority.Crisis);
    }

    private async Task<bool> Act(ClaimedTimer claimed)
    {
        try
        {
            var now = Now();
            if (await writer.Run(tx => TimerMoves.OfTheClinic.Act(tx, claimed, now), Priority.Crisis) is not { } move) return false;
            Moved(logger, claimed.Alert, move.Alert.State, move.Pages.Sum(order => order.People.Length), claimed.Attempt);
            if (!move.Pages.IsEmpty) pages.Wake();
            if (move.Pages.IsEmpty && move.Events.IsEmpty) return true;
            if (move.Next.Kind == Domain.Crisis.TimerKind.Nobody) NobodyToPage(logger, claimed.Alert);
            _ = Tell(claimed.Alert);
            return true;
        }
#pragma warning disable CA1031 // Told; the timer stands, and is tried again until it succeeds.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            ActFailed(logger, exception, claimed.Alert, claimed.Attempt);
            // Without its outbox, policy or database the board is told all the same.
            _ = Tell(claimed.Alert);
            var wait = TimeSpan.FromSeconds(Math.Min(LongestRetry.TotalSeconds, Math.Pow(2, claimed.Attempt - 1)));
            await writer.Run(tx => TimerStore.TryLater(tx, claimed, Now() + wait), Priority.Crisis);
            return false;
        }
    }

    // Not waited for: a responder's slow connection holds up no other alert.
    private async Task Tell(Guid alert)
    {
        try
        {
            await news.Tell(alert);
        }
#pragma warning disable CA1031 // A push is a hint: the board asks every second.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            TellFailed(logger, exception, alert);
        }
    }

    private DateTimeOffset Now() => TriageText.Time(clock.GetUtcNow().ToUnixTimeMilliseconds());

    [LoggerMessage(1, LogLevel.Warning, "Alert {Alert} has nobody to page: no crisis team has a member")]
    private static partial void NobodyToPage(ILogger logger, Guid alert);

    [LoggerMessage(2, LogLevel.Information, "Alert {Alert} is {State}; {Count} were paged, at attempt {Attempt}")]
    private static partial void Moved(ILogger logger, Guid alert, Domain.Crisis.AlertState state, int count, int attempt);

    [LoggerMessage(3, LogLevel.Error, "The crisis clock missed a beat; the next one tries again")]
    private static partial void BeatFailed(ILogger logger, Exception exception);

    [LoggerMessage(4, LogLevel.Error, "Alert {Alert} could not be moved at attempt {Attempt}; it is tried again")]
    private static partial void ActFailed(ILogger logger, Exception exception, Guid alert, int attempt);

    [LoggerMessage(6, LogLevel.Warning, "The clock was set back; {Count} timers of alerts were dated anew")]
    private static partial void ClockSetBack(ILogger logger, int count);

    [LoggerMessage(5, LogLevel.Warning, "The board was not told of alert {Alert}; it asks by itself")]
    private static partial void TellFailed(ILogger logger, Exception exception, Guid alert);
}
