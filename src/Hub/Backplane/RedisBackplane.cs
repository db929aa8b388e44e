using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace CareConnect.Hub.Backplane;

/// <summary>
/// This node among the others. Each node listens to three channels: what all nodes say of themselves, what is for its
/// connections, and of that what is urgent. A push goes to the nodes that need it, many of them in one message. It starts
/// without Redis, goes on when Redis is lost, hangs or swallows what it is told, and finds it again; nobody ever waits for
/// it, so what cannot go out is dropped.
/// </summary>
public sealed partial class RedisBackplane : BackgroundService
{
    /// <summary>Pushes that may wait to go out. Beyond it the oldest is dropped: the newest hint says the most.</summary>
    public const int MaxWaiting = Outbox.MaxWaiting;

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly ConfigurationOptions _options;
    private readonly string _prefix;
    private readonly TimeProvider _time;
    private readonly ILogger<RedisBackplane> _logger;
    private readonly OwnNeeds _needs;
    private readonly Neighbours _neighbours;
    private readonly Outbox _urgent;
    private readonly Outbox _ordinary;
    private volatile RedisLine? _line;
    private bool _away;
    private Action<NodeId, Envelope, bool> _receive = (_, _, _) => { };
    private Action<NodeId> _lost = _ => { };
    private long _received;
    private long _frames;

    /// <summary>Prepares a connection; it is made when the host starts.</summary>
    /// <param name="connectionString">As StackExchange.Redis reads it, e.g. <c>redis.local:6379,password=…</c>.</param>
    /// <param name="name">Begins the name of every channel, so that hubs do not hear each other.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public RedisBackplane(string connectionString, string name, TimeProvider time, ILogger<RedisBackplane> logger)
    {
        _options = RedisLine.Configured(connectionString);
        _prefix = "careconnect:" + name + ":";
        _time = time;
        _logger = logger;
        _needs = new OwnNeeds(Node);
        _neighbours = new Neighbours(Node, time);
        (_urgent, _ordinary) = (new Outbox(time), new Outbox(time));
    }

    /// <summary>Whether pushes reach other nodes now: this node hears itself by way of Redis.</summary>
    public BackplaneState State => _line is { IsAlive: true } ? BackplaneState.Connected : BackplaneState.Degraded;

    internal NodeId Node { get; } = NodeId.New();

    /// <summary>Envelopes that other nodes sent here.</summary>
    internal long Received => Interlocked.Read(ref _received);

    /// <summary>Messages of Redis that they came in.</summary>
    internal long Frames => Interlocked.Read(ref _frames);

    internal Neighbours Neighbours => _neighbours;

    internal OwnNeeds Needs => _needs;

    private RedisChannel AllChannel => RedisChannel.Literal(_prefix + "nodes");

    private RedisChannel ChannelOf(NodeId node, bool urgent) =>
        RedisChannel.Literal($"{_prefix}node:{node}{(urgent ? ":urgent" : "")}");

    // The hub's side: what to do with what comes in, and with a node that is gone.
    internal void Join(Action<NodeId, Envelope, bool> receive, Action<NodeId> lost) => (_receive, _lost) = (receive, lost);

    // An address got its first connection on this node or lost its last.
    internal void Changed(string address, bool needed)
    {
        if (_needs.Set(address, needed)) _ordinary.Wake();
    }

    internal void Publish(Push push) => _neighbours.Push(push, Send);

    internal void PublishTo(NodeId node, Envelope envelope) => _ordinary.Add(envelope.ToBytes(), [node]);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (true)
        {
            try
            {
                await using var line = await RedisLine.OpenAsync(_options, _time, stoppingToken);
                await LiveAsync(line, stoppingToken);
            }
            catch (Exception e) when (e is RedisException or TimeoutException or ObjectDisposedException)
            {
                // Once for each time that it is away.
                if (!_away) Absent(_logger, e.Message);
                _away = true;
            }
            finally
            {
                _line = null;
            }

            // Of the network, not of the clinic: it passes whatever a test's clock does.
            await Task.Delay(RetryAfter, TimeProvider.System, stoppingToken);
        }
    }

    // From the first subscription until Redis is lost, or the program stops.
    private async Task LiveAsync(RedisLine line, CancellationToken stoppingToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, line.Lost);
        await line.ListenAsync(AllChannel, bytes => Hear(bytes, urgent: false));
        await line.ListenAsync(ChannelOf(Node, urgent: true), bytes => Hear(bytes, urgent: true));
        await line.ListenAsync(ChannelOf(Node, urgent: false), bytes => Hear(bytes, urgent: false));
        _line = line;
        if (_away) Found(_logger);
        _away = false;
        // What the others said while there was no line was missed.
        _neighbours.Doubt();
        await line.PublishAsync(AllChannel, FrameFormat.ToBytes(_needs.Here()));
        await line.PublishAsync(AllChannel, FrameFormat.ToBytes(new Frame.Ask(Node)));
        Task[] work = [BeatAsync(line, ended.Token), SendAsync(line, _urgent, true, ended.Token), SendAsync(line, _ordinary, false, ended.Token)];
        try
        {
            await await Task.WhenAny(work);
        }
        catch (OperationCanceledException) when (line.Lost.IsCancellationRequested && !stoppingToken.IsCancellationRequested)
        {
            Away(_logger);
            _away = true;
        }
        finally
        {
            await ended.CancelAsync();
            await Task.WhenAll(work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested) await TryPublishAsync(line, AllChannel, FrameFormat.ToBytes(new Frame.Gone(Node)));
        }
    }

    private async Task BeatAsync(RedisLine line, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(Beat, _time);
        while (await timer.WaitForNextTickAsync(ended))
        {
            foreach (var silent in _neighbours.Forget()) _lost(silent);
            line.GiveUpIfSilent();
            // Not waited for: a Redis that swallows it must not stop the beat by which that is noticed.
            _ = TryPublishAsync(line, AllChannel, FrameFormat.ToBytes(_needs.Here()));
        }
    }

    private async Task SendAsync(RedisLine line, Outbox outbox, bool urgent, CancellationToken ended)
    {
        while (true)
        {
            // What this node needs goes ahead of what it says.
            if (!urgent && _needs.Take() is { } change) await TellAsync(line, change);
            var batch = outbox.Take(most: 256 * 1024);
            await Task.WhenAll(batch.Select(async to =>
            {
                var bytes = FrameFormat.Pushes(Node, to.Value);
                if (!await TryPublishAsync(line, ChannelOf(to.Key, urgent), bytes)) Outbox.CountDropped(to.Value.Count);
            }));
            await outbox.FilledAsync(ended);
        }
    }

    private async Task TellAsync(RedisLine line, Frame.Change change)
    {
        // Whether a change that failed arrived is not known: by the version the others see what they miss, and ask.
        while (!await TryPublishAsync(line, AllChannel, FrameFormat.ToBytes(change)) && line.IsAlive)
        {
            if (await TryPublishAsync(line, AllChannel, FrameFormat.ToBytes(_needs.Here()))) break;
        }
    }

    private async Task<bool> TryPublishAsync(RedisLine line, RedisChannel channel, byte[] bytes)
    {
        try
        {
            await line.PublishAsync(channel, bytes);
            return true;
        }
        catch (Exception e) when (e is RedisException or TimeoutException or ObjectDisposedException or OperationCanceledException)
        {
            NotPublished(_logger, e);
            // What is said may still come back while its answers are swallowed: then all that follows would wait as long.
            if (e is TimeoutException) line.GiveUp();
            return false;
        }
    }

    private void Send(Push push, IReadOnlyList<NodeId> to) => (push.Urgent ? _urgent : _ordinary).Add(push.Bytes, to);

    private void Hear(ReadOnlyMemory<byte> bytes, bool urgent)
    {
        if (!FrameFormat.TryRead(bytes, out var frame))
        {
            Unreadable(_logger, bytes.Length);
            return;
        }

        switch (frame)
        {
            case Frame.Here when frame.Node == Node:
                _line?.Heard();
                break;
            case Frame.Pushes pushes:
                Interlocked.Increment(ref _frames);
                Interlocked.Add(ref _received, pushes.Envelopes.Count);
                foreach (var envelope in pushes.Envelopes) _receive(pushes.Node, envelope, urgent);
                break;
            case Frame.Ask when frame.Node == Node:
                break;
            case Frame.Ask:
                _ = AnswerAsync(frame.Node);
                break;
            default:
                if (frame is Frame.Gone) _lost(frame.Node);
                if (_neighbours.Hear(frame, Send)) _ = AskAsync(frame.Node);
                break;
        }
    }

    // Who is new here is not known there, either.
    private async Task AskAsync(NodeId node)
    {
        if (_line is not { } line) return;
        await TryPublishAsync(line, ChannelOf(node, urgent: true), FrameFormat.ToBytes(new Frame.Ask(Node)));
        await TryPublishAsync(line, ChannelOf(node, urgent: true), FrameFormat.ToBytes(_needs.Here()));
    }

    private async Task AnswerAsync(NodeId node)
    {
        if (_line is { } line) await TryPublishAsync(line, ChannelOf(node, urgent: true), FrameFormat.ToBytes(_needs.All()));
    }

    [LoggerMessage(LogLevel.Warning, "Redis is away: pushes stay on this node, other nodes learn on their next look")]
    private static partial void Away(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "Redis could not be reached; tried again until it is there. {Why}")]
    private static partial void Absent(ILogger logger, string why);

    [LoggerMessage(LogLevel.Information, "Redis is there: pushes reach other nodes")]
    private static partial void Found(ILogger logger);

    [LoggerMessage(LogLevel.Debug, "Something for other nodes was not published")]
    private static partial void NotPublished(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Warning, "Ignored {Length} bytes from the backplane that no node of this version sends")]
    private static partial void Unreadable(ILogger logger, int length);
}
