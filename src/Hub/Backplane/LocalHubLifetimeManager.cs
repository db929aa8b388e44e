using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Backplane;

/// <summary>
/// SignalR's connections of one node. Unlike the stock manager it finds a user's connections without looking at all,
/// never waits for a slow reader, and ends connections when access ends.
/// </summary>
public class LocalHubLifetimeManager<THub> : DefaultHubLifetimeManager<THub>, IConnectionRegistry
    where THub : Microsoft.AspNetCore.SignalR.Hub
{
    private readonly IReadOnlySet<string> _urgent;

    /// <summary>Keeps connections.</summary>
    /// <param name="logger">The log.</param>
    /// <param name="sessionClaim">The claim that names a connection's session.</param>
    /// <param name="urgent">Methods of clients whose invocations go ahead of all others.</param>
    public LocalHubLifetimeManager(
        ILogger<DefaultHubLifetimeManager<THub>> logger, string sessionClaim, IReadOnlySet<string> urgent)
        : this(logger, sessionClaim, urgent, null)
    {
    }

    private protected LocalHubLifetimeManager(
        ILogger<DefaultHubLifetimeManager<THub>> logger, string sessionClaim, IReadOnlySet<string> urgent, Action<string, bool>? changed)
        : base(logger)
    {
        _urgent = urgent;
        Connections = new LocalConnections(sessionClaim, logger, changed);
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<LiveConnection> Local => [.. Connections.All.Select(connection => connection.Live)];

    /// <inheritdoc/>
    public int Behind => Connections.All.Count(connection => connection.IsBehind);

    private protected LocalConnections Connections { get; }

    private protected ClientResults Results { get; } = new();

    /// <inheritdoc/>
    public override async Task OnConnectedAsync(HubConnectionContext connection)
    {
        await base.OnConnectedAsync(connection);
        Connections.Add(connection);
    }

    /// <inheritdoc/>
    public override async Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        Connections.Remove(connection.ConnectionId);
        Results.Ended(connection.ConnectionId);
        await base.OnDisconnectedAsync(connection);
    }

    /// <inheritdoc/>
    public override Task AddToGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default)
    {
        if (!Connections.AddToGroup(connectionId, groupName)) JoinElsewhere(connectionId, groupName);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task RemoveFromGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default)
    {
        if (!Connections.RemoveFromGroup(connectionId, groupName)) LeaveElsewhere(connectionId, groupName);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task SendAllAsync(string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        Send([Address.Everyone], methodName, args);

    /// <inheritdoc/>
    public override Task SendAllExceptAsync(
        string methodName, object?[] args, IReadOnlyList<string> excludedConnectionIds, CancellationToken cancellationToken = default) =>
        Send([Address.Everyone], methodName, args, excludedConnectionIds);

    /// <inheritdoc/>
    public override Task SendConnectionAsync(
        string connectionId, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        Send([Address.Connection(connectionId)], methodName, args);

    /// <inheritdoc/>
    public override Task SendConnectionsAsync(
        IReadOnlyList<string> connectionIds, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        Send(connectionIds.Select(Address.Connection), methodName, args);

    /// <inheritdoc/>
    public override Task SendGroupAsync(
        string groupName, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        Send([Address.Group(groupName)], methodName, args);

    /// <inheritdoc/>
    public override Task SendGroupExceptAsync(
        string groupName, string methodName, object?[] args, IReadOnlyList<string> excludedConnectionIds, CancellationToken cancellationToken = default) =>
        Send([Address.Group(groupName)], methodName, args, excludedConnectionIds);

    /// <inheritdoc/>
    public override Task SendGroupsAsync(
        IReadOnlyList<string> groupNames, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        Send(groupNames.Select(Address.Group), methodName, args);

    /// <inheritdoc/>
    public override Task SendUserAsync(
        string userId, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        Send([Address.User(userId)], methodName, args);

    /// <inheritdoc/>
    public override Task SendUsersAsync(
        IReadOnlyList<string> userIds, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        Send(userIds.Select(Address.User), methodName, args);

    /// <inheritdoc/>
    public override Task<T> InvokeConnectionAsync<T>(
        string connectionId, string methodName, object?[] args, CancellationToken cancellationToken) =>
        Results.AskAsync<T>(
            connectionId,
            id =>
            {
                var message = new SerializedHubMessage(new InvocationMessage(id, methodName, args));
                var address = Address.Connection(connectionId);
                if (!Connections.Any(address)) InvokeElsewhere(connectionId, id, message);
                else WriteHere(address, message, [], _urgent.Contains(methodName));
            },
            cancellationToken);

    /// <inheritdoc/>
    public override Task SetConnectionResultAsync(string connectionId, CompletionMessage result)
    {
        Results.Complete(connectionId, result);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override bool TryGetReturnType(string invocationId, [NotNullWhen(true)] out Type? type) => Results.TryGetType(invocationId, out type);

    /// <inheritdoc/>
    public virtual bool IsHere(string userId) => Connections.Any(Address.User(userId));

    /// <inheritdoc/>
    public void EndUser(string userId) => End(userId, sessionId: null);

    /// <inheritdoc/>
    public void EndSession(string userId, string sessionId) => End(userId, sessionId);

    // What reaches connections of other nodes. A node alone has none.
    private protected virtual void SendElsewhere(
        IReadOnlyList<string> addresses, SerializedHubMessage message, IReadOnlyList<string> excludedConnectionIds, bool urgent)
    {
    }

    private protected virtual void InvokeElsewhere(string connectionId, string invocationId, SerializedHubMessage message) =>
        throw ClientResults.Absent(connectionId);

    private protected virtual void JoinElsewhere(string connectionId, string groupName)
    {
    }

    private protected virtual void LeaveElsewhere(string connectionId, string groupName)
    {
    }

    private protected virtual void EndElsewhere(string userId, string? sessionId)
    {
    }

    private protected void WriteHere(
        string address, SerializedHubMessage message, IReadOnlyList<string> excludedConnectionIds, bool urgent)
    {
        foreach (var connection in Connections.At(address))
        {
            if (!excludedConnectionIds.Contains(connection.Live.ConnectionId)) connection.Write(message, urgent);
        }
    }

    private protected void EndHere(string userId, string? sessionId)
    {
        foreach (var connection in Connections.At(Address.User(userId)))
        {
            if (sessionId is null || sessionId == connection.Live.SessionId) connection.Context.Abort();
        }
    }

    private Task Send(
        IEnumerable<string> addresses, string methodName, object?[] args, IReadOnlyList<string>? excludedConnectionIds = null)
    {
        // One message for all, so that each protocol writes it once, for this node and the others.
        var message = new SerializedHubMessage(new InvocationMessage(methodName, args));
        var excluded = excludedConnectionIds ?? [];
        var urgent = _urgent.Contains(methodName);
        List<string> all = [.. addresses.Distinct()];
        foreach (var address in all) WriteHere(address, message, excluded, urgent);
        if (all.Count > 0) SendElsewhere(all, message, excluded, urgent);
        return Task.CompletedTask;
    }

    private void End(string userId, string? sessionId)
    {
        EndHere(userId, sessionId);
        EndElsewhere(userId, sessionId);
    }
}
