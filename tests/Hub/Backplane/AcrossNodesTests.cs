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
