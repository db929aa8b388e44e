using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace CareConnect.Hub.Backplane;

/// <summary>
/// Keeps the channels that this node listens to equal to the addresses that its connections have. What is wanted is asked
/// anew each time, so it does not matter in which order connections come and go while Redis is slow or away.
/// </summary>
internal sealed partial class RedisSubscriptions(string prefix, ILogger logger)
{
    private static readonly TimeSpan LookAgainEvery = TimeSpan.FromSeconds(5);

    private readonly Channel<string> _changed = Channel.CreateUnbounded<string>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<string, ChannelMessageQueue> _held = [];
    private readonly ConcurrentDictionary<string, bool> _missed = [];

    public Func<string, bool> Wanted { get; set; } = _ => false;

    public void Changed(string address) => _changed.Writer.TryWrite(address);

    /// <summary>Tries again what failed, and what Redis forgot.</summary>
    public void LookAgain()
    {
        foreach (var address in _missed.Keys.Concat(_held.Keys)) Changed(address);
    }

    public async Task FollowAsync(
        ISubscriber bus, Action<string, ReadOnlyMemory<byte>> receive, TimeProvider time, CancellationToken stopping)
    {
        using var timer = time.CreateTimer(_ => LookAgain(), null, LookAgainEvery, LookAgainEvery);
        while (await _changed.Reader.WaitToReadAsync(stopping))
        {
            var addresses = new HashSet<string>();
            while (_changed.Reader.TryRead(out var address)) addresses.Add(address);
            await Task.WhenAll(addresses.Select(address => AlignAsync(bus, receive, address)));
        }
    }

    private async Task AlignAsync(ISubscriber bus, Action<string, ReadOnlyMemory<byte>> receive, string address)
    {
        var channel = RedisChannel.Literal(prefix + address);
        var wanted = Wanted(address);
        try
        {
            // (1) Nobody needs it any more. Or the client holds it but no server does: begin anew.
            if (_held.TryGetValue(address, out var held) && (!wanted || Forgotten(bus, channel)))
            {
                _held.TryRemove(address, out _);
                await held.UnsubscribeAsync();
            }

            // (2) Somebody needs it.
            _missed.TryRemove(address, out _);
            if (!wanted || _held.ContainsKey(address)) return;
            _missed[address] = true;
            if (!bus.IsConnected()) return;
            var queue = await bus.SubscribeAsync(channel);
            queue.OnMessage(message =>
            {
                if ((byte[]?)message.Message is { } bytes) receive(address, bytes);
            });
            _held[address] = queue;
            _missed.TryRemove(address, out _);
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            // The client may have noted a subscription that no queue of ours reads: have it forgotten.
            NotAligned(logger, e);
            _missed[address] = true;
            await ForgetAsync(bus, channel);
        }
    }

    private static bool Forgotten(ISubscriber bus, RedisChannel channel) =>
        bus.IsConnected() && bus.SubscribedEndpoint(channel) is null;

    private async Task ForgetAsync(ISubscriber bus, RedisChannel channel)
    {
        try
        {
            await bus.UnsubscribeAsync(channel);
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            NotAligned(logger, e);
        }
    }

    [LoggerMessage(LogLevel.Debug, "A channel of the backplane could not be changed now; trying again")]
    private static partial void NotAligned(ILogger logger, Exception exception);
}
