using Microsoft.AspNetCore.SignalR;

namespace CareConnect.Hub.Tests.Backplane;

public sealed class AcrossNodesTests : IAsyncLifetime
{
    private RedisServer _redis = null!;
    private Node _one = null!, _two = null!;
    private Browser _maya = null!, _dana = null!;

    public async ValueTask InitializeAsync()
    {
        _redis = await RedisServer.StartedAsync();
        (_one, _two) = await Node.PairAsync(_redis);
        _maya = await _one.ConnectAsync("maya");
        _dana = await _two.ConnectAsync("dana");
        await _maya.JoinAsync("team");
        await _dana.JoinAsync("team");
        await ListeningAsync("all", $"connection:{_maya.Id}", "user:maya", $"connection:{_dana.Id}", "user:dana", "group:team");
    }

    public async ValueTask DisposeAsync()
    {
        if (_redis is null) return;
        await _maya.DisposeAsync();
        await _dana.DisposeAsync();
        await _one.DisposeAsync();
        await _two.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task A_push_to_a_user_reaches_their_other_node_once()
    {
        await _one.Clients.User("dana").SayAsync("hello");
        await _one.Clients.User("dana").SayAsync("again");
        Assert.Equal(["hello", "again"], await _dana.NextAsync(2));
        Assert.False(_maya.HasHeard);
    }

    [Fact]
    public async Task One_user_on_both_nodes_hears_it_once_on_each()
    {
        await using var laptop = await _two.ConnectAsync("maya");
        await ListeningAsync($"connection:{laptop.Id}", "user:maya");
        await Eventually.TrueAsync(() => SubscribersAsync("user:maya", 2), "both nodes listen for Maya");

        await _one.Clients.User("maya").SayAsync("first");
        await _two.Clients.User("maya").SayAsync("second");
        // The two come from two nodes, so their order is open; what ends both is one sender's.
        Assert.Equal(["first", "second"], (await _maya.NextAsync(2)).Order());
        Assert.Equal(["first", "second"], (await laptop.NextAsync(2)).Order());
        await _one.Clients.User("maya").SayAsync("end");
        Assert.Equal("end", await _maya.NextAsync());
        Assert.Equal("end", await laptop.NextAsync());
    }

    [Fact]
    public async Task Every_way_of_sending_reaches_whom_it_names_on_both_nodes_once()
    {
        await _one.Clients.All.SayAsync("all");
        await _one.Clients.AllExcept(_dana.Id).SayAsync("all but Dana");
        await _one.Clients.AllExcept(_maya.Id).SayAsync("all but Maya");
        await _one.Clients.Group("team").SayAsync("group");
        await _one.Clients.GroupExcept("team", _dana.Id).SayAsync("group but Dana");
        await _one.Clients.GroupExcept("team", _maya.Id).SayAsync("group but Maya");
        await _one.Clients.Groups("team", "nobody").SayAsync("groups");
        await _one.Clients.Users("maya", "dana", "dana").SayAsync("users");
        await _one.Clients.Client(_dana.Id).SayAsync("Dana's connection");
        await _one.Clients.Client(_maya.Id).SayAsync("Maya's connection");
        await _one.Clients.Clients(_maya.Id, _dana.Id).SayAsync("connections");
        await _one.Clients.All.SayAsync("end");

        // A node's own connections hear in the order of sending; another node hears each channel in order.
        Assert.Equal(
            ["all", "all but Dana", "group", "group but Dana", "groups", "users", "Maya's connection", "connections", "end"],
            await _maya.NextAsync(9));
        Assert.Equal(
            ["all", "all but Maya", "connections", "Dana's connection", "end", "group", "group but Maya", "groups", "users"],
            (await _dana.NextAsync(9)).Order(StringComparer.OrdinalIgnoreCase));
        await _two.Clients.All.SayAsync("over");
        Assert.Equal("over", await _dana.NextAsync());
        Assert.Equal("over", await _maya.NextAsync());
    }

    [Fact]
    public async Task Pushes_of_one_node_to_one_user_keep_their_order()
    {
        var sent = Enumerable.Range(1, 500).Select(i => $"{i}").ToArray();
        foreach (var text in sent) await _one.Clients.User("dana").SayAsync(text);
        Assert.Equal(sent, await _dana.NextAsync(sent.Length));
    }

    [Fact]
    public async Task A_connection_is_put_into_a_group_and_out_of_it_from_another_node()
    {
        await _one.JoinAsync(_dana.Id, "ward");
        await ListeningAsync("group:ward");
        await _one.Clients.Group("ward").SayAsync("ward");
        Assert.Equal("ward", await _dana.NextAsync());

        await _one.LeaveAsync(_dana.Id, "ward");
        await SilentAsync("group:ward");
    }

    [Fact]
    public async Task Subscriptions_vanish_with_the_last_connection_that_needs_them()
    {
        await using (var laptop = await _two.ConnectAsync("dana"))
        {
            await laptop.JoinAsync("team");
            await ListeningAsync($"connection:{laptop.Id}");
            await _dana.StopAsync();
            await SilentAsync($"connection:{_dana.Id}");
            await ListeningAsync("user:dana");
            await _one.Clients.User("dana").SayAsync("still there");
            Assert.Equal("still there", await laptop.NextAsync());
        }

        await SilentAsync("user:dana");
        await _maya.LeaveAsync("team");
        await SilentAsync("group:team");
        await _maya.StopAsync();
        await Eventually.TrueAsync(async () => (await _redis.ChannelsAsync()).Length == 0, "nothing is listened to");
    }

    [Fact]
    public async Task Ending_a_user_ends_their_connections_on_every_node_and_no_other()
    {
        await using var phone = await _one.ConnectAsync("dana", "s2");
        _one.Registry.EndUser("dana");
        await phone.ClosedAsync();
        await _dana.ClosedAsync();
        await _one.Clients.All.SayAsync("who is left");
        Assert.Equal("who is left", await _maya.NextAsync());
    }

    [Fact]
    public async Task Ending_a_session_leaves_the_users_other_sessions()
    {
        await using var phone = await _two.ConnectAsync("dana", "s2");
        await ListeningAsync($"connection:{phone.Id}");
        _one.Registry.EndSession("dana", "s1");
        await _dana.ClosedAsync();
        await _one.Clients.User("dana").SayAsync("still here");
        Assert.Equal("still here", await phone.NextAsync());
        Assert.Equal(["s2"], _two.Registry.Local.Select(live => live.SessionId));
    }

    private Task ListeningAsync(params string[] addresses) => Eventually.TrueAsync(
        async () => addresses.Select(Channel).Except(await _redis.ChannelsAsync()).FirstOrDefault() is null,
        $"somebody listens to {string.Join(", ", addresses)}");

    private Task SilentAsync(string address) => Eventually.TrueAsync(
        async () => !(await _redis.ChannelsAsync()).Contains(Channel(address)), $"nobody listens to {address}");

    private async Task<bool> SubscribersAsync(string address, long count) => await _redis.SubscribersAsync(Channel(address)) == count;

    private static string Channel(string address) => $"careconnect:{nameof(BoardHub)}:{address}";
}
