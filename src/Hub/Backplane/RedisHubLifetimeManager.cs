using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CareConnect.Hub.Backplane;

/// <summary>
/// SignalR's connections of many nodes. Every push is written to this node's own connections first and without Redis;
/// for the others it is handed to <see cref="RedisBackplane"/>, which nobody waits for.
/// </summary>
public sealed partial class RedisHubLifetimeManager<THub> : LocalHubLifetimeManager<THub>
    where THub : Microsoft.AspNetCore.SignalR.Hub
{
    private readonly RedisBackplane _backplane;
    private readonly IHubProtocol[] _protocols;
    private readonly ILogger _logger;

    /// <summary>Joins this node to <paramref name="backplane"/>.</summary>
    public RedisHubLifetimeManager(
        RedisBackplane backplane,
        IHubProtocolResolver protocols,
        IOptions<HubOptions> everyHub,
        IOptions<HubOptions<THub>> thisHub,
        ILogger<DefaultHubLifetimeManager<THub>> logger,
        string sessionClaim)
        : base(logger, sessionClaim, backplane.Changed)
    {
        _backplane = backplane;
        _logger = logger;
        var spoken = thisHub.Value.SupportedProtocols ?? everyHub.Value.SupportedProtocols;
        _protocols = [.. protocols.AllProtocols.Where(protocol => spoken is null || spoken.Contains(protocol.Name))];
        backplane.Join(Connections.Any, Receive);
    }

    private protected override void SendElsewhere(
        string address, SerializedHubMessage message, IReadOnlyList<string> excludedConnectionIds)
    {
        // A connection is on one node only; a user, a group and everyone may be on all of them.
        if (address.StartsWith(Address.Connection(""), StringComparison.Ordinal) && Connections.Any(address)) return;
        var messages = _protocols.Select(
            protocol => new SerializedMessage(protocol.Name, message.GetSerializedMessage(protocol)));
        Publish(address, EnvelopeKind.Message, excludedConnectionIds, [.. messages]);
    }

    private protected override void JoinElsewhere(string connectionId, string groupName) =>
        Publish(Address.Connection(connectionId), EnvelopeKind.Join, [groupName]);

    private protected override void LeaveElsewhere(string connectionId, string groupName) =>
        Publish(Address.Connection(connectionId), EnvelopeKind.Leave, [groupName]);

    private protected override void EndElsewhere(string userId, string? sessionId) =>
        Publish(Address.User(userId), EnvelopeKind.End, sessionId is null ? [] : [sessionId]);

    private void Publish(
        string address, EnvelopeKind kind, IReadOnlyList<string> names, IReadOnlyList<SerializedMessage>? messages = null) =>
        _backplane.Publish(address, new Envelope(_backplane.Node, kind, names, messages ?? []).ToBytes());

    private void Receive(string address, ReadOnlyMemory<byte> bytes)
    {
        if (!Envelope.TryRead(bytes, out var envelope))
        {
            Unreadable(_logger, bytes.Length);
            return;
        }

        // What this node sent, its own connections had before it went out.
        if (envelope.Node.Equals(_backplane.Node)) return;
        switch (envelope.Kind)
        {
            case EnvelopeKind.Message:
                WriteHere(address, new SerializedHubMessage(envelope.Messages), envelope.Names);
                break;
            case EnvelopeKind.Join:
                ForConnection(address, id => Connections.AddToGroup(id, envelope.Names[0]));
                break;
            case EnvelopeKind.Leave:
                ForConnection(address, id => Connections.RemoveFromGroup(id, envelope.Names[0]));
                break;
            case EnvelopeKind.End:
                EndHere(address[Address.User("").Length..], envelope.Names is [var session, ..] ? session : null);
                break;
        }
    }

    private void ForConnection(string address, Action<string> act)
    {
        foreach (var connection in Connections.At(address)) act(connection.Live.ConnectionId);
    }

    [LoggerMessage(LogLevel.Warning, "Ignored {Length} bytes from the backplane that no node of this version sends")]
    private static partial void Unreadable(ILogger logger, int length);
}
