using System.Diagnostics;
using System.Globalization;
using CareConnect.Faults.Tests.Network;
using CareConnect.Hub.Backplane;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CareConnect.Hub.Tests.Backplane;

public sealed class WithoutRedisTests
{
    // A command to Redis is given twice the time that anything here may take: whoever waited for one would be found.
    private const string Patient = ",asyncTimeout=60000";
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_node_starts_connects_and_delivers_before_its_Redis_is_there_and_finds_it_later()
    {
        await using var redis = RedisServer.Absent();
        await using var one = await Node.StartAsync(redis.ConnectionString);
        await using var two = await Node.StartAsync(redis.ConnectionString);
        await using var maya = await Timed(() => one.ConnectAsync("maya"));
        await using var dana = await Timed(() => two.ConnectAsync("dana"));
        await Timed(() => maya.TellAsync("maya", "hello myself"));
        Assert.Equal("hello myself", await maya.NextAsync());
        Assert.Equal(BackplaneState.Degraded, one.Backplane.State);
        Assert.Equal(HealthStatus.Degraded, await one.HealthAsync());

        await redis.StartAsync();
        await HeardAcrossAsync(one, "dana", dana);
        Assert.Equal(BackplaneState.Connected, one.Backplane.State);
        Assert.Equal(HealthStatus.Healthy, await one.HealthAsync());
    }

    [Fact]
    public async Task Losing_Redis_stops_neither_connections_nor_pushes_of_the_node_itself_and_it_comes_back()
    {
        await using var redis = await RedisServer.StartedAsync();
        var (one, two) = await Node.PairAsync(redis);
        await using var _ = one;
        await using var __ = two;
        await using var maya = await one.ConnectAsync("maya");
        await using var dana = await two.ConnectAsync("dana");
        await HeardAcrossAsync(one, "dana", dana);

        await redis.StopAsync();
        await Eventually.TrueAsync(() => one.Backplane.State == BackplaneState.Degraded, "the loss is noticed");
        Assert.Equal(HealthStatus.Degraded, await one.HealthAsync());
        await Timed(() => maya.TellAsync("maya", "still here"));
        Assert.Equal("still here", await maya.NextAsync());
        await using var luis = await Timed(() => two.ConnectAsync("luis"));
        await Timed(() => luis.TellAsync("dana", "from your own node"));
        Assert.Equal("from your own node", await NextAfterProbesAsync(dana));

        // Both who was there before and who came meanwhile are found again.
        await redis.StartAsync();
        await HeardAcrossAsync(one, "dana", dana);
        await HeardAcrossAsync(one, "luis", luis);
        await one.Clients.User("dana").SayAsync("once");
        await one.Clients.User("dana").SayAsync("end");
        Assert.Equal(["once", "end"], [await NextAfterProbesAsync(dana), await NextAfterProbesAsync(dana)]);
    }

    [Fact]
    public async Task A_Redis_that_answers_nothing_holds_nobody_up_and_the_newest_pushes_wait_for_it()
    {
        await using var redis = await RedisServer.StartedAsync();
        await using var one = await Node.StartAsync(redis.ConnectionString + Patient);
        await using var two = await Node.StartAsync(redis.ConnectionString + Patient);
        await Node.KnowEachOtherAsync(one, two);
        await using var dana = await two.ConnectAsync("dana");
        await HeardAcrossAsync(one, "dana", dana);

        await redis.StallAsync();
        await using var maya = await Timed(() => one.ConnectAsync("maya"));
        await Timed(async () =>
        {
            for (var i = 1; i <= 2 * RedisBackplane.MaxWaiting; i++) await one.Clients.User("dana").SayAsync($"{i}");
            await one.Clients.User("maya").SayAsync("local");
        });
        Assert.Equal("local", await maya.NextAsync());

        await redis.GoOnAsync();
        var heard = new List<int>();
        while (heard.LastOrDefault() != 2 * RedisBackplane.MaxWaiting) heard.Add(int.Parse(await NextAfterProbesAsync(dana), CultureInfo.InvariantCulture));
        Assert.Equal(heard.Distinct().Order(), heard);
        Assert.InRange(heard.Count, RedisBackplane.MaxWaiting / 2, 2 * RedisBackplane.MaxWaiting - 1);
    }

    [Fact]
    public async Task A_Redis_that_swallows_all_it_is_told_is_noticed_by_silence_and_left_for_a_new_connection()
    {
        await using var redis = await RedisServer.StartedAsync();
        await using var proxy = new FaultyProxy(redis.Port);
        await using var one = await Node.StartAsync($"127.0.0.1:{proxy.Port}{Patient}");
        await using var two = await Node.StartAsync(redis.ConnectionString);
        await Node.KnowEachOtherAsync(one, two);
        await using var dana = await two.ConnectAsync("dana");
        await HeardAcrossAsync(one, "dana", dana);

        proxy.Set(Weather.HalfOpen);
        await using var maya = await Timed(() => one.ConnectAsync("maya"));
        await Timed(() => maya.TellAsync("maya", "still here"));
        Assert.Equal("still here", await maya.NextAsync());
        Assert.Equal(BackplaneState.Connected, one.Backplane.State);

        // No error ever comes; only time tells.
        await Eventually.TrueAsync(
            () =>
            {
                one.Clock.Advance(TimeSpan.FromSeconds(1));
                return one.Backplane.State == BackplaneState.Degraded;
            },
            "the silence is noticed");
        Assert.Equal(HealthStatus.Degraded, await one.HealthAsync());
        Assert.Equal(BackplaneState.Connected, two.Backplane.State);

        // The old connection is never mended.
        proxy.Set(Weather.Fair);
        await HeardAcrossAsync(one, "dana", dana);
        await HeardAcrossAsync(two, "maya", maya);
        Assert.Equal(HealthStatus.Healthy, await one.HealthAsync());
    }

    [Fact]
    public async Task A_connection_on_which_nothing_is_answered_is_left_though_all_that_is_said_arrives()
    {
        await using var redis = await RedisServer.StartedAsync();
        await using var proxy = new FaultyProxy(redis.Port);
        await using var one = await Node.StartAsync($"127.0.0.1:{proxy.Port}");
        await using var two = await Node.StartAsync(redis.ConnectionString);
        await Node.KnowEachOtherAsync(one, two);
        await using var dana = await two.ConnectAsync("dana");
        await HeardAcrossAsync(one, "dana", dana);

        // Only what answers a command is held back; what this node listens to goes on. Its clock stands still: no beat is missed.
        proxy.Watch = piece => piece.Going == Direction.ToServer || piece.Bytes.Span.IndexOf("careconnect:"u8) >= 0;
        await one.Clients.User("dana").SayAsync(Probe);
        await Eventually.TrueAsync(() => one.Backplane.State == BackplaneState.Degraded, "it is left");
        proxy.Watch = null;
        await HeardAcrossAsync(one, "dana", dana);
    }

    [Fact]
    public async Task A_node_that_hears_nothing_though_it_is_heard_is_no_better_off()
    {
        await using var redis = await RedisServer.StartedAsync();
        await using var proxy = new FaultyProxy(redis.Port);
        await using var one = await Node.StartAsync($"127.0.0.1:{proxy.Port}");
        proxy.Set(Weather.Answerless);
        await Eventually.TrueAsync(
            () =>
            {
                one.Clock.Advance(TimeSpan.FromSeconds(1));
                return one.Backplane.State == BackplaneState.Degraded;
            },
            "the silence is noticed");
    }

    [Fact]
    public async Task A_node_that_is_silent_for_too_long_is_forgotten_with_who_was_there()
    {
        await using var redis = await RedisServer.StartedAsync();
        await using var proxy = new FaultyProxy(redis.Port);
        await using var one = await Node.StartAsync(redis.ConnectionString);
        await using var two = await Node.StartAsync($"127.0.0.1:{proxy.Port}");
        await Node.KnowEachOtherAsync(one, two);
        await using var dana = await two.ConnectAsync("dana");
        await Eventually.TrueAsync(() => one.Registry.IsHere("dana"), "Dana is here");
        proxy.Set(Weather.HalfOpen);
        await Eventually.TrueAsync(
            () =>
            {
                // Redis lives, so this node hears itself.
                one.Clock.Advance(TimeSpan.FromSeconds(1));
                return !one.Registry.IsHere("dana");
            },
            "who is not heard of is not here");
        Assert.Equal(BackplaneState.Connected, one.Backplane.State);
    }

    [Fact]
    public async Task Without_a_connection_string_one_node_is_a_whole_clinic()
    {
        await using var node = await Node.StartAsync(redis: null);
        await using var maya = await node.ConnectAsync("maya");
        await using var dana = await node.ConnectAsync("dana");
        await maya.TellAsync("dana", "hello");
        Assert.Equal("hello", await dana.NextAsync());
        Assert.Equal(HealthStatus.Healthy, await node.HealthAsync());
        node.Registry.EndUser("dana");
        await dana.ClosedAsync();
        Assert.Equal(["maya"], node.Registry.Local.Select(live => live.UserId));
    }

    [Fact]
    public void A_connection_string_that_cannot_be_read_is_said_at_once() =>
        Assert.Throws<ArgumentException>(() => new RedisBackplane(
            "localhost:6379,nonsense=1", "hub", TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<RedisBackplane>.Instance));

    // A push is a hint and may be lost while the other node is still subscribing: sent until heard.
    private static Task HeardAcrossAsync(Node from, string user, Browser to) => Eventually.TrueAsync(
        async () =>
        {
            await from.Clients.User(user).SayAsync(Probe);
            return to.HasHeard && await to.NextAsync() == Probe;
        },
        "a push is heard across nodes");

    private static async Task<string> NextAfterProbesAsync(Browser browser)
    {
        while (true)
        {
            if (await browser.NextAsync() is var said && said != Probe) return said;
        }
    }

    private static async Task<T> Timed<T>(Func<Task<T>> act)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await act();
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, AtOnce);
        return result;
    }

    private static Task<bool> Timed(Func<Task> act) => Timed(async () =>
    {
        await act();
        return true;
    });

    private const string Probe = "probe";
}
