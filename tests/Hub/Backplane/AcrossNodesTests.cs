using System.Net.WebSockets;
using CareConnect.Hub.Backplane;
using Microsoft.AspNetCore.SignalR;

namespace CareConnect.Hub.Tests.Backplane;

/// <summary>What goes between nodes, and what does not.</summary>
public sealed class AcrossNodesTests(FourNodes nodes) : IClassFixture<FourNodes>
{
    [Fact]
    public async Task A_node_gets_only_what_its_connections_need()
    {
        await using var dana = await nodes.Last.ConnectAsync("needed-dana");
        await using var luis = await nodes.Middle.ConnectAsync("needed-luis");
        await EveryoneKnowsAsync("needed-dana", "needed-luis");
        long[] before = [.. nodes.All.Select(node => node.Backplane.Received)];

        const int Many = 300;
        for (var i = 0; i < Many; i++)
        {
            await nodes.First.Clients.User("needed-dana").SayAsync($"{i}");
            await nodes.First.Clients.Users("needed-maya", "needed-sam").SayAsync("for nobody");
            if (i % 3 == 0) await nodes.First.Clients.Users("needed-dana", "needed-luis").SayAsync("both");
        }

        await dana.NextAsync(Many + Many / 3);
        await luis.NextAsync(Many / 3);
        Assert.Equal(
            [0, 0, Many / 3, Many + Many / 3],
            nodes.All.Select((node, index) => node.Backplane.Received - before[index]));
    }

    [Fact]
    public async Task Many_pushes_go_in_few_messages()
    {
        await using var dana = await nodes.Last.ConnectAsync("batched-dana");
        await EveryoneKnowsAsync("batched-dana");
        var (pushes, frames) = (nodes.Last.Backplane.Received, nodes.Last.Backplane.Frames);

        const int Many = 2000;
        for (var i = 0; i < Many; i++) await nodes.First.Clients.User("batched-dana").SayAsync($"{i}");
        await dana.NextAsync(Many);
        Assert.Equal(Many, nodes.Last.Backplane.Received - pushes);
        Assert.InRange(nodes.Last.Backplane.Frames - frames, 1, Many / 2);
    }

    [Fact]
    public async Task An_alert_goes_ahead_of_what_waits_to_go_out()
    {
        await using var redis = await RedisServer.StartedAsync();
        await using var one = await Node.StartAsync(redis.ConnectionString + ",asyncTimeout=60000");
        await using var two = await Node.StartAsync(redis.ConnectionString + ",asyncTimeout=60000");
        await using var dana = await two.ConnectAsync("dana");
        await Eventually.TrueAsync(() => one.Registry.IsHere("dana"), "Dana is here");

        const int Many = 3000;
        await redis.StallAsync();
        for (var i = 0; i < Many; i++) await one.Clients.User("dana").SayAsync($"{i}");
        await one.Clients.User("dana").AlertAsync("alert");
        await redis.GoOnAsync();
        var heard = await dana.NextAsync(Many + 1);
        Assert.NotEqual("alert", heard[^1]);
        Assert.Equal([.. Enumerable.Range(0, Many).Select(i => $"{i}")], heard.Where(text => text != "alert"));
    }

    [Fact]
    public async Task One_that_stops_reading_a_real_socket_is_ended_and_the_others_hear_all()
    {
        await using var node = await Node.StartAsync(redis: null);
        await using var dana = await node.ConnectAsync("dana");
        using var stuck = new ClientWebSocket();
        await stuck.ConnectAsync(new UriBuilder(node.Address("maya")) { Scheme = "ws" }.Uri, TestContext.Current.CancellationToken);
        await stuck.SendAsync(
            "{\"protocol\":\"messagepack\",\"version\":1}\u001e"u8.ToArray(), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => node.Registry.IsHere("maya"), "Maya is here");

        // Until it is full from her socket to our bounds.
        var text = new string('x', 60_000);
        await Eventually.TrueAsync(
            async () =>
            {
                for (var i = 0; i < 20; i++) await node.Clients.All.SayAsync(text);
                Assert.All(await dana.NextAsync(20), heard => Assert.Equal(text, heard));
                return !node.Registry.IsHere("maya");
            },
            "who does not read is ended");
        Assert.True(node.Registry.IsHere("dana"));
    }

    [Fact]
    public async Task A_node_that_stops_is_forgotten_at_once()
    {
        await using var redis = await RedisServer.StartedAsync();
        var (one, two) = await Node.PairAsync(redis);
        await using var _ = one;
        await using (var dana = await two.ConnectAsync("dana")) await Eventually.TrueAsync(() => one.Registry.IsHere("dana"), "Dana is here");
        await two.DisposeAsync();
        await Eventually.TrueAsync(() => one.Backplane.Neighbours.All.Count == 0, "the node is forgotten");
    }

    private Task EveryoneKnowsAsync(params string[] users) => Eventually.TrueAsync(
        () => nodes.All.All(node => users.All(node.Registry.IsHere)), "every node knows of these users");
}
