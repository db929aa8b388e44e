using System.Collections.Concurrent;
using System.Net;
using CareConnect.Client;
using CareConnect.Crypto.Verification;
using CareConnect.Protocol;

namespace CareConnect.Ops.Tests;

/// <summary>The whole clinic as processes: a message across nodes, and nodes that are replaced while people write.</summary>
public sealed class TopologyTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task People_on_different_nodes_write_to_each_other_and_lose_nothing_while_the_nodes_are_replaced(string store)
    {
        await using var clinic = await Topology.Start(store);

        // (1) A clinic, founded through the balancer.
        var priya = await clinic.Found();
        var dana = await clinic.Join(priya, "clinician", "dana", steward: true);
        var keepers = await priya.Teams.Create("records", "records");
        await priya.Clinic.ListTeam(keepers, "Record keepers", Role.Custodian);
        var team = await dana.Teams.Create("team", "therapy");
        await priya.Clinic.ListTeam(team, "Dana's team");
        await dana.Directory.Refresh();
        var maya = await clinic.Join(priya, "patient", "maya");
        var hers = await maya.StartThread(team);
        var theirs = await dana.Open(hers.Circle);

        // (2) Each on a node of their own: what one writes is pushed to the other.
        await using var mayas = await Connect(clinic.Nodes[0], maya);
        await using var danas = await Connect(clinic.Nodes[1], dana);
        var told = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        danas.Appended += (circle, _) => told.TrySetResult(circle);
        Assert.Null((await hers.Send("Are you there?")).Error);
        Assert.Equal(hers.Circle.ToString(), await told.Task.WaitAsync(TimeSpan.FromSeconds(20), Stop));

        // (3) Both go on writing by the balancer while every node is replaced.
        using var over = new CancellationTokenSource();
        var acknowledged = new ConcurrentBag<(string Words, ulong Number)>();
        Task[] writing = [Write(hers, "maya", acknowledged, over.Token), Write(theirs, "dana", acknowledged, over.Token)];
        Task<int> reading = Read(clinic.Balancer, over.Token);
        await clinic.Replace();
        await over.CancelAsync();
        await Task.WhenAll(writing);
        Assert.True(await reading > 0);

        // (4) Nothing lost, nothing doubled, nobody's order changed.
        await Task.WhenAll(hers.Sync(), theirs.Sync());
        Assert.True(acknowledged.Count > 10, $"Only {acknowledged.Count} messages were written.");
        Assert.Equal(hers.Messages.Select(message => (message.Number, message.Words)), theirs.Messages.Select(message => (message.Number, message.Words)));
        var log = hers.Messages.ToDictionary(message => message.Words!, message => message.Number);
        Assert.All(acknowledged, message => Assert.Equal(message.Number, log[message.Words]));
        Assert.Equal(acknowledged.Count + 1, log.Count);
        Assert.All((string[])["maya", "dana"], name => Assert.Equal(
            acknowledged.Count(message => message.Words.StartsWith(name, StringComparison.Ordinal)),
            hers.Messages.Where(message => message.Words!.StartsWith(name, StringComparison.Ordinal))
                .Select((message, index) => message.Words == $"{name} {index}").Count(inOrder => inOrder)));

        // (5) It is backed up as it works, and the backup becomes a clinic in another database.
        if (store == "postgres") await clinic.BackUpAndMove();
    }

    /// <summary>Writes until it is over; every message is acknowledged, whatever the nodes do.</summary>
    private static async Task Write(Conversation conversation, string name, ConcurrentBag<(string Words, ulong Number)> acknowledged, CancellationToken over)
    {
        for (var number = 0; !over.IsCancellationRequested; number++)
        {
            var sent = await conversation.Send($"{name} {number}");
            Assert.Null(sent.Error);
            acknowledged.Add(($"{name} {number}", sent.Number));
        }
    }

    /// <summary>Opens pages until it is over: there is always a node that answers.</summary>
    private static async Task<int> Read(Uri balancer, CancellationToken over)
    {
        using var http = new HttpClient { BaseAddress = balancer };
        for (var pages = 0; ; pages++)
        {
            if (over.IsCancellationRequested) return pages;
            using var page = await http.GetAsync(new Uri("/help", UriKind.Relative), Stop);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        }
    }

    private static async Task<CareHubConnection> Connect(Uri node, CareClient person)
    {
        var hub = new CareHubConnection(node, person.Api.AccessToken!, person.Keys.Device.Key.PublicKey.ToArray());
        Assert.Null((await hub.Start(Stop)).Error);
        return hub;
    }
}
