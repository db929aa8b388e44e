using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CareConnect.Hub.Backplane;

/// <summary>
/// SignalR's connections of many nodes. Every push is written to this node's own connections first and without Redis;
/// for the others it is handed to <see cref="RedisBackplane"/>, which nobody waits for.
/// </summary>
public sealed class RedisHubLifetimeManager<THub> : LocalHubLifetimeManager<THub>
    where THub : Microsoft.AspNetCore.SignalR.Hub
{
    private readonly RedisBackplane _backplane;
    private readonly IHubProtocol[] _protocols;
    private readonly FarResults _far;

    /// <summary>Joins this node to <paramref name="backplane"/>.</summary>
    public RedisHubLifetimeManager(
        RedisBackplane backplane,
        IHubProtocolResolver protocols,
        IOptions<HubOptions> everyHub,
        IOptions<HubOptions<THub>> thisHub,
        ILogger<DefaultHubLifetimeManager<THub>> logger,
        string sessionClaim,
        IReadOnlySet<string> urgent,
        TimeProvider time)
        : base(logger, sessionClaim, urgent, backplane.Changed)
    {
        _backplane = backplane;
        var spoken = thisHub.Value.SupportedProtocols ?? everyHub.Value.SupportedProtocols;
        _protocols = [.. protocols.AllProtocols.Where(protocol => spoken is null || spoken.Contains(protocol.Name))];
        _far = new FarResults(backplane, _protocols, Results, time);
        backplane.Join(Receive, _far.Lost);
    }

    /// <inheritdoc/>
    public override bool IsHere(string userId) => base.IsHere(userId) || _backplane.Neighbours.Anyone(Address.User(userId));

    /// <inheritdoc/>
    public override async Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        await base.OnDisconnectedAsync(connection);
        _far.Ended(connection.ConnectionId);
    }

    /// <inheritdoc/>
    public override Task SetConnectionResultAsync(string connectionId, CompletionMessage result)
    {
        var connection = Connections.At(Address.Connection(connectionId)).FirstOrDefault();
        return connection is not null && _far.Answered(connection, result)
            ? Task.CompletedTask
            : base.SetConnectionResultAsync(connectionId, result);
    }

    /// <inheritdoc/>
    public override bool TryGetReturnType(string invocationId, [NotNullWhen(true)] out Type? type)
    {
        type = _far.Is(invocationId) ? typeof(RawResult) : null;
        return type is not null || base.TryGetReturnType(invocationId, out type);
    }

    private protected override void SendElsewhere(
        IReadOnlyList<string> addresses, SerializedHubMessage message, IReadOnlyList<string> excludedConnectionIds, bool urgent)
    {
        // A connection is on one node only; a user, a group and everyone may be on all of them.
        IReadOnlyList<string> elsewhere = [.. addresses.Where(address => !Address.IsConnection(address) || !Connections.Any(address))];
        if (elsewhere.Count == 0) return;
        var anywhere = elsewhere.Any(address => address == Address.Everyone || Address.IsConnection(address));
        _backplane.Publish(new Push(
            anywhere ? null : [.. elsewhere.Select(Address.Number)],
            urgent,
            () => new Envelope(elsewhere, EnvelopeKind.Message, excludedConnectionIds, Envelope.Of(message, _protocols)).ToBytes()));
    }

    private protected override void InvokeElsewhere(string connectionId, string invocationId, SerializedHubMessage message) =>
        _far.Ask(connectionId, invocationId, message);

    private protected override void JoinElsewhere(string connectionId, string groupName)
    {
        _backplane.Neighbours.Assume(Address.Group(groupName));
        Publish(Address.Connection(connectionId), EnvelopeKind.Join, groupName);
    }

    private protected override void LeaveElsewhere(string connectionId, string groupName) =>
        Publish(Address.Connection(connectionId), EnvelopeKind.Leave, groupName);

    private protected override void EndElsewhere(string userId, string? sessionId)
    {
        if (sessionId is null) Publish(Address.User(userId), EnvelopeKind.End);
        else Publish(Address.User(userId), EnvelopeKind.End, sessionId);
    }

    private void Publish(string address, EnvelopeKind kind, params string[] names) => _backplane.Publish(new Push(
        Address.IsConnection(address) ? null : [Address.Number(address)],
        urgent: false,
        () => new Envelope([address], kind, names, []).ToBytes()));

    private void Receive(NodeId from, Envelope envelope, bool urgent)
    {
        switch (envelope.Kind)
        {
            case EnvelopeKind.Message:
                var message = new SerializedHubMessage(envelope.Messages);
                foreach (var address in envelope.Addresses) WriteHere(address, message, envelope.Names, urgent);
                break;
            case EnvelopeKind.Join:
                ForConnections(envelope, id => Connections.AddToGroup(id, envelope.Names[0]));
                break;
            case EnvelopeKind.Leave:
                ForConnections(envelope, id => Connections.RemoveFromGroup(id, envelope.Names[0]));
                break;
            case EnvelopeKind.End:
                foreach (var address in envelope.Addresses) EndHere(Address.UserOf(address), envelope.Names is [var session, ..] ? session : null);
                break;
            case EnvelopeKind.Invoke:
                _far.Asked(from, envelope, envelope.Addresses.SelectMany(Connections.At).FirstOrDefault());
                break;
            case EnvelopeKind.Result or EnvelopeKind.NotHere:
                _far.Told(from, envelope);
                break;
        }
    }

    private void ForConnections(Envelope envelope, Action<string> act)
    {
        foreach (var connection in envelope.Addresses.SelectMany(Connections.At)) act(connection.Live.ConnectionId);
    }
}
