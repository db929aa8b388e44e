using StackExchange.Redis;

namespace CareConnect.Hub.Backplane;

/// <summary>
/// One connection to Redis, from the moment it stands until anything is the matter with it; then another is made. Whether
/// it stands is not asked of the client: what this node says to all must come back to it.
/// </summary>
internal sealed class RedisLine : IAsyncDisposable
{
    /// <summary>Its own words come back within this time, or it is taken for dead.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private readonly ConnectionMultiplexer _redis;
    private readonly TimeProvider _time;
#pragma warning disable CA2213 // The client may say that it failed after its end.
    private readonly CancellationTokenSource _lost = new();
#pragma warning restore CA2213
    private long _heardAt;

    private RedisLine(ConnectionMultiplexer redis, TimeProvider time)
    {
        (_redis, _time, _heardAt) = (redis, time, time.GetTimestamp());
        _redis.ConnectionFailed += (_, _) => _lost.Cancel();
        if (!_redis.IsConnected) _lost.Cancel();
    }

    /// <summary>Ends with the connection.</summary>
    public CancellationToken Lost => _lost.Token;

    public bool IsAlive => !_lost.IsCancellationRequested && !IsSilent;

    private bool IsSilent => _time.GetElapsedTime(Interlocked.Read(ref _heardAt)) > Patience;

    public static ConfigurationOptions Configured(string connectionString)
    {
        // What the string says itself comes later, and counts.
        var options = ConfigurationOptions.Parse("name=careconnect,connectTimeout=5000,asyncTimeout=5000,keepAlive=5," + connectionString);

        // A push that has to wait for Redis is worth nothing: fail at once, and begin anew.
        options.AbortOnConnectFail = true;
        options.ConnectRetry = 1;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        return options;
    }

    /// <exception cref="RedisConnectionException">There is no Redis.</exception>
    public static async Task<RedisLine> OpenAsync(ConfigurationOptions options, TimeProvider time, CancellationToken stopping)
    {
        var connecting = ConnectionMultiplexer.ConnectAsync(options);
        try
        {
            return new RedisLine(await connecting.WaitAsync(Patience, TimeProvider.System, stopping), time);
        }
        catch (Exception e) when (e is OperationCanceledException or TimeoutException)
        {
            _ = connecting.ContinueWith(
                late => late.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }

    public async Task ListenAsync(RedisChannel channel, Action<ReadOnlyMemory<byte>> heard)
    {
        var queue = await _redis.GetSubscriber().SubscribeAsync(channel).WaitAsync(Patience, TimeProvider.System);
        queue.OnMessage(message =>
        {
            if ((byte[]?)message.Message is { } bytes) heard(bytes);
        });
    }

    /// <exception cref="OperationCanceledException">The connection ended first.</exception>
    public Task PublishAsync(RedisChannel channel, byte[] bytes) => _redis.GetSubscriber().PublishAsync(channel, bytes).WaitAsync(Lost);

    /// <summary>This node's own words came back.</summary>
    public void Heard() => Interlocked.Exchange(ref _heardAt, _time.GetTimestamp());

    public void GiveUpIfSilent()
    {
        if (IsSilent) GiveUp();
    }

    /// <summary>Something is the matter with it.</summary>
    public void GiveUp() => _lost.Cancel();

    public async ValueTask DisposeAsync()
    {
        try
        {
            // One that swallows what it is told may take its time to close: the next one is not kept waiting by it.
            await _redis.CloseAsync(allowCommandsToComplete: false).WaitAsync(Farewell, TimeProvider.System);
        }
        catch (Exception e) when (e is RedisException or TimeoutException or ObjectDisposedException)
        {
            // It is gone in any case.
        }

        _redis.Dispose();
    }
}
