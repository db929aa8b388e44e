using Microsoft.AspNetCore.SignalR;

namespace CareConnect.Hub.Tests.Backplane;

/// <summary>
/// What SignalR promises of a hub's connections, whatever number of nodes they are on. Until a node has heard of another's
/// new connection, order holds for each way of addressing it alone; so these tests wait for that, but for those that say so.
/// </summary>
public abstract class HubLifetimeSpec(Nodes nodes) : IAsyncLifetime
{
    private const string End = "end";
    private readonly string _maya = Name("maya"), _dana = Name("dana"), _luis = Name("luis"), _team = Name("team");
    private Browser maya = null!, dana = null!, luis = null!;

    private Node Here => nodes.First;

    public async ValueTask InitializeAsync()
    {
        maya = await nodes.First.ConnectAsync(_maya);
        dana = await nodes.Last.ConnectAsync(_dana);
        luis = await nodes.Middle.ConnectAsync(_luis);
        await nodes.SettledAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await maya.DisposeAsync();
        await dana.DisposeAsync();
        await luis.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task All_and_all_but_some()
    {
        await Here.Clients.All.SayAsync("all");
        await Here.Clients.AllExcept(dana.Id).SayAsync("but Dana");
        await Here.Clients.AllExcept(maya.Id, luis.Id).SayAsync("but Maya and Luis");
        await HeardAsync(maya, "all", "but Dana");
        await HeardAsync(dana, "all", "but Maya and Luis");
        await HeardAsync(luis, "all", "but Dana");
    }

    [Fact]
    public async Task A_user_with_all_their_connections_and_several_users_each_once()
    {
        await using var phone = await nodes.Middle.ConnectAsync(_dana);
        await nodes.SettledAsync();
        await Here.Clients.User(_dana).SayAsync("Dana");
        await Here.Clients.Users(_maya, _dana, _dana).SayAsync("both");
        await Here.Clients.User(Name("nobody")).SayAsync("nobody");
        await HeardAsync(dana, "Dana", "both");
        await HeardAsync(phone, "Dana", "both");
        await HeardAsync(maya, "both");
        await HeardAsync(luis);
    }

    [Fact]
    public async Task A_group_several_groups_and_a_group_but_some()
    {
        await maya.JoinAsync(_team);
        await dana.JoinAsync(_team);
        await nodes.SettledAsync();
        await Here.Clients.Group(_team).SayAsync("team");
        await Here.Clients.GroupExcept(_team, dana.Id).SayAsync("but Dana");
        await Here.Clients.GroupExcept(_team, maya.Id).SayAsync("but Maya");
        await Here.Clients.Groups(_team, Name("nobody")).SayAsync("groups");
        await Here.Clients.Group(_team.ToUpperInvariant()).SayAsync("another name");
        await HeardAsync(maya, "team", "but Dana", "groups");
        await HeardAsync(dana, "team", "but Maya", "groups");
        await HeardAsync(luis);

        await dana.LeaveAsync(_team);
        await nodes.SettledAsync();
        await Here.Clients.Group(_team).SayAsync("without Dana");
        await HeardAsync(dana);
        await HeardAsync(maya, "without Dana");
    }

    [Fact]
    public async Task A_connection_is_put_into_a_group_and_out_of_it_from_any_node()
    {
        foreach (var node in nodes.All)
        {
            await node.JoinAsync(dana.Id, _team);
            await node.JoinAsync(dana.Id, _team);
            await node.Clients.Group(_team).SayAsync("in");
            await node.LeaveAsync(dana.Id, _team);
            await node.LeaveAsync(dana.Id, _team);
            await node.Clients.Group(_team).SayAsync("out");
            await HeardFromAsync(node, dana, "in");
        }

        // One that does not exist is no error.
        await Here.JoinAsync("nobody", _team);
        await Here.LeaveAsync("nobody", _team);
    }

    [Fact]
    public async Task One_connection_several_and_one_that_is_not_there()
    {
        await Here.Clients.Client(dana.Id).SayAsync("Dana");
        await Here.Clients.Client(maya.Id).SayAsync("Maya");
        await Here.Clients.Clients(maya.Id, dana.Id, dana.Id).SayAsync("both");
        await Here.Clients.Client("nobody").SayAsync("nobody");
        await HeardAsync(maya, "Maya", "both");
        await HeardAsync(dana, "Dana", "both");
        await HeardAsync(luis);
    }

    [Fact]
    public async Task From_every_node_to_every_connection_once()
    {
        foreach (var (node, number) in nodes.All.Select((node, number) => (node, number)))
        {
            await node.Clients.Users(_maya, _dana, _luis).SayAsync($"from {number}");
        }

        var expected = Enumerable.Range(0, nodes.All.Count).Select(number => $"from {number}").Order(StringComparer.Ordinal).ToArray();
        foreach (var browser in new[] { maya, dana, luis })
        {
            Assert.Equal(expected, (await browser.NextAsync(expected.Length)).Order(StringComparer.Ordinal));
            await HeardAsync(browser);
        }
    }

    [Fact]
    public async Task What_one_node_says_is_heard_in_its_order_however_it_is_addressed()
    {
        await dana.JoinAsync(_team);
        await nodes.SettledAsync();
        IClientProxy[] ways = [Here.Clients.All, Here.Clients.User(_dana), Here.Clients.Group(_team), Here.Clients.Client(dana.Id)];
        string[] said = [.. Enumerable.Range(0, 400).Select(i => $"{i}")];
        for (var i = 0; i < said.Length; i++) await ways[i % ways.Length].SayAsync(said[i]);
        await HeardAsync(dana, said);
    }

    [Fact]
    public async Task What_a_hub_method_says_and_bytes_and_nothing_as_arguments()
    {
        await maya.TellAsync(_dana, "from the hub");
        await Here.Clients.User(_dana).SayAsync(null!);
        await HeardAsync(dana, "from the hub", null!);
        byte[] bytes = [0, 1, 255];
        await Here.Clients.User(_dana).SendAsync("Bytes", bytes, 5L, TestContext.Current.CancellationToken);
        Assert.Equal("0001FF 5", await dana.NextAsync());
    }

    [Fact]
    public async Task Who_has_just_connected_or_joined_hears_what_is_said_from_then_on()
    {
        // Nothing waits until the first node has heard of them.
        for (var round = 0; round < 20; round++)
        {
            var user = Name("new");
            await using var browser = await nodes.Last.ConnectAsync(user);
            await Here.Clients.User(user).SayAsync("one");
            await Here.Clients.User(user).SayAsync("two");
            Assert.Equal(["one", "two"], await browser.NextAsync(2));
            await browser.JoinAsync(user);
            await Here.Clients.Group(user).SayAsync("three");
            await Here.Clients.Group(user).SayAsync("four");
            Assert.Equal(["three", "four"], await browser.NextAsync(2));
        }
    }

    [Fact]
    public async Task Who_left_hears_nothing_more_and_who_came_back_does()
    {
        await dana.StopAsync();
        await Here.Clients.User(_dana).SayAsync("to nobody");
        await using var again = await nodes.Last.ConnectAsync(_dana);
        await Here.Clients.User(_dana).SayAsync("back");
        // What was said just before one came is a hint that may reach one yet.
        var first = await again.NextAsync();
        if (first == "to nobody") first = await again.NextAsync();
        Assert.Equal("back", first);
    }

    [Fact]
    public async Task A_connection_answers_from_any_node()
    {
        foreach (var node in nodes.All)
        {
            Assert.Equal(42, await node.Clients.Client(dana.Id).InvokeAsync<int>("Double", 21, Soon));
            Assert.Equal("Dana, 3", await node.Clients.Client(dana.Id).InvokeAsync<string>("Greet", "Dana", 3, Soon));
            Assert.Null(await node.Clients.Client(dana.Id).InvokeAsync<string?>("Greet", null, 0, Soon));
        }

        var many = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Here.Clients.Client(dana.Id).InvokeAsync<int>("Double", i, Soon)));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => 2 * i), many);
    }

    [Fact]
    public async Task A_connection_that_cannot_answer_is_said_to()
    {
        foreach (var node in nodes.All)
        {
            var client = node.Clients.Client(dana.Id);
            var threw = await Assert.ThrowsAsync<HubException>(() => client.InvokeAsync<int>("Fail", Soon));
            Assert.Contains("cannot", threw.Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<HubException>(() => client.InvokeAsync<int>("Greet", "not", 1, Soon));
            await Assert.ThrowsAsync<HubException>(() => client.InvokeAsync<int>("NoSuchMethod", Soon));
            await Assert.ThrowsAsync<IOException>(() => node.Clients.Client("nobody").InvokeAsync<int>("Double", 1, Soon));
            using var enough = new CancellationTokenSource();
            var held = client.InvokeAsync<int>("Hold", enough.Token);
            Assert.Equal("held", await dana.NextAsync());
            await enough.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);
            Assert.Equal(2, await client.InvokeAsync<int>("Double", 1, Soon));
        }
    }

    [Fact]
    public async Task A_connection_that_ends_answers_nobody()
    {
        List<Task<int>> held = [.. nodes.All.Select(node => node.Clients.Client(dana.Id).InvokeAsync<int>("Hold", Soon))];
        await dana.NextAsync(held.Count);
        await dana.StopAsync();
        foreach (var answer in held) await Assert.ThrowsAsync<IOException>(() => answer);
    }

    [Fact]
    public async Task Ending_a_user_ends_their_connections_everywhere_and_no_other()
    {
        await using var phone = await nodes.First.ConnectAsync(_dana, "s2");
        Here.Registry.EndUser(_dana);
        await phone.ClosedAsync();
        await dana.ClosedAsync();
        await HeardAsync(maya);
        await HeardAsync(luis);
    }

    [Fact]
    public async Task Ending_a_session_leaves_the_users_other_sessions()
    {
        await using var phone = await nodes.Last.ConnectAsync(_dana, "s2");
        Here.Registry.EndSession(_dana, "s1");
        await dana.ClosedAsync();
        await HeardAsync(phone);
    }

    [Fact]
    public async Task Who_is_here_is_known_on_every_node()
    {
        foreach (var node in nodes.All)
        {
            await Eventually.TrueAsync(() => node.Registry.IsHere(_dana), "Dana is here");
            Assert.False(node.Registry.IsHere(Name("nobody")));
        }

        await dana.StopAsync();
        foreach (var node in nodes.All) await Eventually.TrueAsync(() => !node.Registry.IsHere(_dana), "Dana is gone");
        Assert.All(nodes.All, node => Assert.False(node.Registry.IsHere(_dana)));
    }

    // Nobody else's, as the nodes are shared.
    private static string Name(string name) => $"{name}-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";

    // Against a test that hangs; nothing depends on how long it takes.
    private static CancellationToken Soon => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    private Task HeardAsync(Browser browser, params string[] said) => HeardFromAsync(Here, browser, said);

    // These and, up to what the node says last, nothing else.
    private static async Task HeardFromAsync(Node node, Browser browser, params string[] said)
    {
        await node.Clients.Client(browser.Id).SayAsync(End);
        string[] expected = [.. said, End];
        Assert.Equal(expected, await browser.NextAsync(expected.Length));
    }
}

public sealed class OneNodeTests(OneNode nodes) : HubLifetimeSpec(nodes), IClassFixture<OneNode>;

public sealed class TwoNodesTests(TwoNodes nodes) : HubLifetimeSpec(nodes), IClassFixture<TwoNodes>;

public sealed class FourNodesTests(FourNodes nodes) : HubLifetimeSpec(nodes), IClassFixture<FourNodes>;

public sealed class EightNodesTests(EightNodes nodes) : HubLifetimeSpec(nodes), IClassFixture<EightNodes>;
