using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Backplane;

/// <summary>The connections of this node by address. Says when an address gets its first connection (true) or loses its last.</summary>
internal sealed class LocalConnections(string sessionClaim, ILogger logger, Action<string, bool>? changed = null)
{
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, ImmutableHashSet<LocalConnection>> _byAddress = [];

    /// <summary>All connections, as of now.</summary>
    public IReadOnlyCollection<LocalConnection> All => At(Address.Everyone);

    /// <summary>Whether any connection of this node listens at this address.</summary>
    public bool Any(string address) => _byAddress.ContainsKey(address);

    /// <summary>The connections at this address, as of now.</summary>
    public ImmutableHashSet<LocalConnection> At(string address) =>
        _byAddress.TryGetValue(address, out var connections) ? connections : [];

    public void Add(HubConnectionContext context)
    {
        var connection = new LocalConnection(context, context.User.FindFirst(sessionClaim)?.Value, logger);
        lock (_lock)
        {
            Join(connection, Address.Everyone);
            Join(connection, Address.Connection(context.ConnectionId));
            if (context.UserIdentifier is { } user) Join(connection, Address.User(user));
        }
    }

    public void Remove(string connectionId)
    {
        lock (_lock)
        {
            if (Find(connectionId) is not { } connection) return;
            foreach (var address in connection.Addresses.ToList()) Leave(connection, address);
        }
    }

    /// <summary>False when the connection is not here, or is gone.</summary>
    public bool AddToGroup(string connectionId, string group)
    {
        lock (_lock)
        {
            if (Find(connectionId) is not { } connection) return false;
            Join(connection, Address.Group(group));
            return true;
        }
    }

    /// <summary>False when the connection is not here, or is gone.</summary>
    public bool RemoveFromGroup(string connectionId, string group)
    {
        lock (_lock)
        {
            if (Find(connectionId) is not { } connection) return false;
            Leave(connection, Address.Group(group));
            return true;
        }
    }

    private LocalConnection? Find(string connectionId) => At(Address.Connection(connectionId)).FirstOrDefault();

    private void Join(LocalConnection connection, string address)
    {
        if (!connection.Addresses.Add(address)) return;
        var before = At(address);
        _byAddress[address] = before.Add(connection);
        if (before.IsEmpty) changed?.Invoke(address, true);
    }

    private void Leave(LocalConnection connection, string address)
    {
        if (!connection.Addresses.Remove(address)) return;
        var after = At(address).Remove(connection);
        if (!after.IsEmpty)
        {
            _byAddress[address] = after;
            return;
        }

        _byAddress.TryRemove(address, out _);
        changed?.Invoke(address, false);
    }
}
