using System.Security.Claims;
using CareConnect.Hub.Backplane;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CareConnect.Hub.Tests.Backplane;

/// <summary>One process of a clinic, as far as the backplane goes: Kestrel, SignalR, MessagePack and our connections.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly WebApplication _app;

    private IHubContext<BoardHub> Hub => _app.Services.GetRequiredService<IHubContext<BoardHub>>();

    private Node(WebApplication app, FakeTimeProvider clock) => (_app, Clock) = (app, clock);

    /// <summary>Stands still: what is to happen at once must not be made good by the next regular look.</summary>
    public FakeTimeProvider Clock { get; }

    public IHubClients Clients => Hub.Clients;

    public IConnectionRegistry Registry => _app.Services.GetRequiredService<IConnectionRegistry>();

    public RedisBackplane Backplane => _app.Services.GetRequiredService<RedisBackplane>();

    /// <summary>A running node; its Redis need not be.</summary>
    public static async Task<Node> StartAsync(string? redis)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var clock = new FakeTimeProvider();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSignalR().AddMessagePackProtocol().AddCareConnectBackplane<BoardHub>(redis, "sid", "Alert");
        builder.Services.AddHealthChecks();
        var app = builder.Build();
        app.Use((context, next) =>
        {
            var query = context.Request.Query;
            Claim[] claims = [new(ClaimTypes.NameIdentifier, $"{query["user"]}"), new("sid", $"{query["session"]}")];
            context.User = new ClaimsPrincipal(new ClaimsIdentity(claims, "test"));
            return next();
        });
        app.MapHub<BoardHub>("/board");
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new Node(app, clock);
    }

    /// <summary>Two nodes that share a Redis, both connected to it.</summary>
    public static async Task<(Node One, Node Two)> PairAsync(RedisServer redis)
    {
        var (one, two) = (await StartAsync(redis.ConnectionString), await StartAsync(redis.ConnectionString));
        await KnowEachOtherAsync(one, two);
        return (one, two);
    }

    /// <summary>Waits until each of them has heard which connections the others have.</summary>
    public static Task KnowEachOtherAsync(params IReadOnlyCollection<Node> nodes) => Eventually.TrueAsync(
        () => nodes.All(node => nodes.All(other => other == node || node.Knows(other))), "the nodes know each other");

    private bool Knows(Node other) => other.Backplane.Needs.IsTold && Backplane.Neighbours.Knows(other.Backplane.Needs.Here());

    public Task<Browser> ConnectAsync(string user, string session = "s1") => Browser.ConnectAsync(Address(user, session));

    public Uri Address(string user, string session = "s1") => new($"{_app.Urls.First()}/board?user={user}&session={session}");

    /// <summary>Puts a connection, of whatever node, into a group.</summary>
    public Task JoinAsync(string connectionId, string group) =>
        Hub.Groups.AddToGroupAsync(connectionId, group, TestContext.Current.CancellationToken);

    /// <summary>Takes a connection, of whatever node, out of a group.</summary>
    public Task LeaveAsync(string connectionId, string group) =>
        Hub.Groups.RemoveFromGroupAsync(connectionId, group, TestContext.Current.CancellationToken);

    public async Task<HealthStatus> HealthAsync() =>
        (await _app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken)).Status;

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

/// <summary>The one message of these tests.</summary>
internal static class Saying
{
    public static Task SayAsync(this IClientProxy to, string text) =>
        to.SendAsync("Say", text, TestContext.Current.CancellationToken);

    /// <summary>The same, ahead of all others.</summary>
    public static Task AlertAsync(this IClientProxy to, string text) =>
        to.SendAsync("Alert", text, TestContext.Current.CancellationToken);
}

/// <summary>A hub with nothing of its own but groups.</summary>
internal sealed class BoardHub : Microsoft.AspNetCore.SignalR.Hub
{
    public Task Join(string group) => Groups.AddToGroupAsync(Context.ConnectionId, group);

    public Task Leave(string group) => Groups.RemoveFromGroupAsync(Context.ConnectionId, group);

    public Task Tell(string user, string text) => Clients.User(user).SayAsync(text);
}
