using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace CareConnect.Hub.Backplane;

/// <summary>
/// This node's one connection to Redis: what it publishes, and the channels that its connections need. It starts without
/// Redis, goes on when Redis is lost and finds it again; nobody ever waits for it, so what cannot go out is dropped.
/// </summary>
public sealed partial class RedisBackplane : BackgroundService
{
    /// <summary>Pushes that may wait to go out. Beyond it the oldest is dropped: the newest hint says the most.</summary>
    public const int MaxWaiting = 4096;

    private const int MaxInFlight = 256;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private static readonly Meter Meter = new("CareConnect.Hub.Backplane");
    private static readonly Counter<long> Dropped = Meter.CreateCounter<long>("careconnect.backplane.dropped");

    private readonly ConfigurationOptions _options;
    private readonly string _prefix;
    private readonly TimeProvider _time;
    private readonly ILogger<RedisBackplane> _logger;
    private readonly RedisSubscriptions _subscriptions;
    private readonly Channel<(string Address, byte[] Bytes)> _outbox;
    private volatile ConnectionMultiplexer? _redis;
    private Action<string, ReadOnlyMemory<byte>> _receive = (_, _) => { };

    /// <summary>Prepares a connection; it is made when the host starts.</summary>
    /// <param name="connectionString">As StackExchange.Redis reads it, e.g. <c>redis.local:6379,password=…</c>.</param>
    /// <param name="name">Begins the name of every channel, so that hubs do not hear each other.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public RedisBackplane(string connectionString, string name, TimeProvider time, ILogger<RedisBackplane> logger)
    {
        _options = Configured(connectionString);
        _prefix = "careconnect:" + name + ":";
        _time = time;
        _logger = logger;
        _subscriptions = new RedisSubscriptions(_prefix, logger);
        _outbox = Channel.CreateBounded<(string, byte[])>(
            new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => Dropped.Add(1));
    }

    /// <summary>Whether pushes reach other nodes now.</summary>
    public BackplaneState State =>
        _redis is { IsConnected: true } redis && redis.GetSubscriber().IsConnected()
            ? BackplaneState.Connected
            : BackplaneState.Degraded;

    internal NodeId Node { get; } = NodeId.New();

    // The hub's side: which addresses this node wants, and what to do with what comes in.
    internal void Join(Func<string, bool> wanted, Action<string, ReadOnlyMemory<byte>> receive)
    {
        _receive = receive;
        _subscriptions.Wanted = wanted;
    }

    // An address got its first connection on this node or lost its last.
    internal void Changed(string address) => _subscriptions.Changed(address);

    internal void Publish(string address, byte[] bytes) => _outbox.Writer.TryWrite((address, bytes));

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        _redis = await ConnectAsync(stoppingToken);
        _redis.ConnectionFailed += (_, _) => Lost(_logger);
        _redis.ConnectionRestored += (_, _) =>
        {
            Found(_logger);
            _subscriptions.LookAgain();
        };
        var bus = _redis.GetSubscriber();
        await Task.WhenAll(
            PublishAllAsync(bus, stoppingToken),
            _subscriptions.FollowAsync(bus, (address, bytes) => _receive(address, bytes), _time, stoppingToken));
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_redis is { } redis) await redis.DisposeAsync();
    }

    private static ConfigurationOptions Configured(string connectionString)
    {
        var options = ConfigurationOptions.Parse(connectionString);
        options.AbortOnConnectFail = false;
        options.ClientName ??= "careconnect";

        // A push that has to wait for Redis is worth nothing: fail at once, look for Redis every second, and notice
        // soon when it has stopped answering.
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ReconnectRetryPolicy = new LinearRetry((int)RetryAfter.TotalMilliseconds);
        options.AsyncTimeout = 2000;
        options.KeepAlive = 5;
        return options;
    }

    private async Task<ConnectionMultiplexer> ConnectAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                return await ConnectionMultiplexer.ConnectAsync(_options);
            }
            catch (RedisException e)
            {
                NotFound(_logger, e);
                await Task.Delay(RetryAfter, _time, stoppingToken);
            }
        }
    }

    private async Task PublishAllAsync(ISubscriber bus, CancellationToken stoppingToken)
    {
        var batch = new List<Task>(MaxInFlight);
        while (await _outbox.Reader.WaitToReadAsync(stoppingToken))
        {
            while (batch.Count < MaxInFlight && _outbox.Reader.TryRead(out var push)) batch.Add(PublishAsync(bus, push));
            await Task.WhenAll(batch);
            batch.Clear();
        }
    }

    private async Task PublishAsync(ISubscriber bus, (string Address, byte[] Bytes) push)
    {
        if (State == BackplaneState.Degraded)
        {
            Dropped.Add(1);
            return;
        }

        try
        {
            await bus.PublishAsync(RedisChannel.Literal(_prefix + push.Address), push.Bytes);
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            Dropped.Add(1);
            NotPublished(_logger, e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Redis is away: pushes stay on this node, other nodes learn on their next look")]
    private static partial void Lost(ILogger logger);

    [LoggerMessage(LogLevel.Information, "Redis is there: pushes reach other nodes")]
    private static partial void Found(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "Redis could not be asked for a connection; trying again")]
    private static partial void NotFound(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Debug, "A push was not published")]
    private static partial void NotPublished(ILogger logger, Exception exception);
}
