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
    /// <summary>Keeps connections, whose session is named by the claim <paramref name="sessionClaim"/>.</summary>
    public LocalHubLifetimeManager(ILogger<DefaultHubLifetimeManager<THub>> logger, string sessionClaim)
        : this(logger, sessionClaim, null)
    {
    }

    private protected LocalHubLifetimeManager(
        ILogger<DefaultHubLifetimeManager<THub>> logger, string sessionClaim, Action<string>? changed)
        : base(logger) => Connections = new LocalConnections(sessionClaim, logger, changed);

    /// <inheritdoc/>
    public IReadOnlyCollection<LiveConnection> Local => [.. Connections.All.Select(connection => connection.Live)];

    private protected LocalConnections Connections { get; }

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
    public void EndUser(string userId) => End(userId, sessionId: null);

    /// <inheritdoc/>
    public void EndSession(string userId, string sessionId) => End(userId, sessionId);

    // What reaches connections of other nodes. A node alone has none.
    private protected virtual void SendElsewhere(
        string address, SerializedHubMessage message, IReadOnlyList<string> excludedConnectionIds)
    {
    }

    private protected virtual void JoinElsewhere(string connectionId, string groupName)
    {
    }

    private protected virtual void LeaveElsewhere(string connectionId, string groupName)
    {
    }

    private protected virtual void EndElsewhere(string userId, string? sessionId)
    {
    }

    private protected void WriteHere(string address, SerializedHubMessage message, IReadOnlyList<string> excludedConnectionIds)
    {
        foreach (var connection in Connections.At(address))
        {
            if (!excludedConnectionIds.Contains(connection.Live.ConnectionId)) connection.Write(message);
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
        foreach (var address in addresses.Distinct())
        {
            WriteHere(address, message, excluded);
            SendElsewhere(address, message, excluded);
        }

        return Task.CompletedTask;
    }

    private void End(string userId, string? sessionId)
    {
        EndHere(userId, sessionId);
        EndElsewhere(userId, sessionId);
    }
}
