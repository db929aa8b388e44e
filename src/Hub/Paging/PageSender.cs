using System.Threading.Channels;
using CareConnect.Hub.Crisis;
using CareConnect.Hub.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Paging;

/// <summary>
/// Sends the pages of the outbox. At least once, with the page's id as idempotency key; without limit while nobody has the
/// alert; each way by itself, so that a provider that stalls holds up no other.
/// </summary>
public sealed partial class PageSender : BackgroundService
{
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>Attempts of one way at the same time, in this process.</summary>
    internal const int AtOnce = 16;

    private const int DrillsAtOnce = AtOnce / 2;

    private readonly Readers readers;
    private readonly WriterQueue writer;
    private readonly PageWays ways;
    private readonly PageAddresses addresses;
    private readonly AlertNews news;
    private readonly TimeProvider clock;
    private readonly ILogger<PageSender> logger;
    private readonly Lane[] lanes;

    internal PageSender(
        Readers readers, WriterQueue writer, PageWays ways, PageAddresses addresses, AlertNews news, TimeProvider clock, ILogger<PageSender> logger)
    {
        (this.readers, this.writer, this.ways, this.addresses) = (readers, writer, ways, addresses);
        (this.news, this.clock, this.logger) = (news, clock, logger);
        lanes = [.. Enum.GetValues<PageWay>().Where(way => way != PageWay.Board).Select(way => new Lane(way))];
    }

    /// <summary>After the commit that wrote pages: they are sent now, not with the next beat.</summary>
    public void Wake()
    {
        foreach (var lane in lanes) lane.Wake();
    }

    /// <summary>Sends all that is due now and waits for the results; answers with how many attempts were made.</summary>
    internal async Task<int> SendDue(CancellationToken cancellation = default)
    {
        var begun = await Task.WhenAll(lanes.Select(lane => Begin(lane, cancellation)));
        await Task.WhenAll(begun.SelectMany(attempts => attempts));
        return begun.Sum(attempts => attempts.Count);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([WakeEveryBeat(stoppingToken), .. lanes.Select(lane => Run(lane, stoppingToken))]);

    private async Task WakeEveryBeat(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        do
            Wake();
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private async Task Run(Lane lane, CancellationToken stopping)
    {
        List<Task> underWay = [];
        try
        {
            await foreach (var _ in lane.Signals.ReadAllAsync(stopping))
            {
                underWay.RemoveAll(attempt => attempt.IsCompleted);
                underWay.AddRange(await Begin(lane, stopping));
            }
        }
        finally
        {
            await Task.WhenAll(underWay);
        }
    }

    // A beat that fails is told and tried again with the next one: paging never stops.
    private async Task<List<Task>> Begin(Lane lane, CancellationToken cancellation)
    {
        try
        {
            var room = AtOnce - lane.UnderWay;
            var now = clock.GetUtcNow();
            if (room <= 0 || !readers.Read(sql => PageLeases.AnyDue(sql, lane.Way, now))) return [];
            var taken = await writer.Run(
                tx => PageLeases.Take(tx, lane.Way, room, DrillsAtOnce - lane.DrillsUnderWay, now), Priority.Crisis);
            return [.. taken.Select(page => Attempt(lane, page, cancellation))];
        }
#pragma warning disable CA1031
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            BeatFailed(logger, exception);
            return [];
        }
    }

    private async Task Attempt(Lane lane, LeasedPage page, CancellationToken cancellation)
    {
        lane.Begins(page.Drill);
        try
        {
            var result = await Send(lane.Way, page, cancellation);
            var now = clock.GetUtcNow();
            if (!await writer.Run(tx => PageLeases.Settle(tx, page, result, now), Priority.Crisis)) return;
            Settled(logger, page.Id, lane.Way, result.State, result.Error, page.Attempts);
            await news.Tell(page.Alert);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The program stops; the lease runs out and the page is sent again.
        }
#pragma warning disable CA1031 // The lease runs out and the page is sent again. What an exception says may hold an address.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            AttemptFailed(logger, page.Id, exception.GetType().Name);
        }
        finally
        {
            lane.Ends(page.Drill);
            lane.Wake();
        }
    }

    private Task<PageResult> Send(PageWay way, LeasedPage page, CancellationToken cancellation)
    {
        if (ways.Find(way) is not { } sender) return Task.FromResult(PageResult.Never(PageError.NotConfigured));
        if (page.Address is null) return Task.FromResult(PageResult.Never(PageError.Gone));
        if (addresses.Read(page.Address) is not { } address) return Task.FromResult(PageResult.Never(PageError.Unreadable));
        return sender.Send(
            new OutgoingPage
            {
                Id = page.Id, Kind = page.Drill ? PageKind.Drill : PageKind.Alert, Address = address, Language = page.Language, Alert = page.Alert,
            },
            cancellation);
    }

    [LoggerMessage(1, LogLevel.Information, "Page {Page} by {Way} is {State} ({Error}) at attempt {Attempt}")]
    private static partial void Settled(ILogger logger, Guid page, PageWay way, PageState state, PageError? error, int attempt);

    [LoggerMessage(2, LogLevel.Error, "An attempt of page {Page} failed with {Exception} and is made again")]
    private static partial void AttemptFailed(ILogger logger, Guid page, string exception);

    [LoggerMessage(3, LogLevel.Error, "Pages could not be looked for; tried again with the next beat")]
    private static partial void BeatFailed(ILogger logger, Exception exception);

    /// <summary>One way's attempts under way in this process.</summary>
    private sealed class Lane(PageWay way)
    {
        private readonly Channel<bool> signals =
            Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

        private int underWay;
        private int drillsUnderWay;

        public PageWay Way => way;

        public ChannelReader<bool> Signals => signals.Reader;

        public int UnderWay => Volatile.Read(ref underWay);

        public int DrillsUnderWay => Volatile.Read(ref drillsUnderWay);

        public void Begins(bool drill)
        {
            Interlocked.Increment(ref underWay);
            if (drill) Interlocked.Increment(ref drillsUnderWay);
        }

        public void Ends(bool drill)
        {
            Interlocked.Decrement(ref underWay);
            if (drill) Interlocked.Decrement(ref drillsUnderWay);
        }

        public void Wake() => signals.Writer.TryWrite(true);
    }
}
