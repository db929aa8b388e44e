using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace CareConnect.Hub.Backplane;

/// <summary>
/// Results that connections of other nodes are asked for, and that other nodes ask this node's connections for. Nobody
/// knows which node a connection is on: all are asked, and those that do not have it say so.
/// </summary>
internal sealed class FarResults
{
    /// <summary>A question or an answer may have been dropped on its way: then there is none after this time.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly RedisBackplane backplane;
    private readonly IReadOnlyList<IHubProtocol> protocols;
    private readonly ClientResults results;
    private readonly TimeProvider time;

    // Asked by this node: who may still have the connection.
    private readonly ConcurrentDictionary<string, Search> _asked = [];

    // Asked of this node's connections.
    private readonly ConcurrentDictionary<string, (NodeId Node, string Connection)> _answering = [];

    public FarResults(RedisBackplane backplane, IReadOnlyList<IHubProtocol> protocols, ClientResults results, TimeProvider time)
    {
        (this.backplane, this.protocols, this.results, this.time) = (backplane, protocols, results, time);
        results.Over = Forget;
    }

    public bool Is(string invocationId) => _answering.ContainsKey(invocationId);

    /// <summary>Asks a connection of another node.</summary>
    /// <exception cref="IOException">There is no other node.</exception>
    public void Ask(string connectionId, string invocationId, SerializedHubMessage message)
    {
        HashSet<NodeId> nodes = [.. backplane.Neighbours.All];
        if (nodes.Count == 0) throw ClientResults.Absent(connectionId);
        _asked[invocationId] = new Search(connectionId, nodes, time.CreateTimer(
            _ => results.Fail(invocationId, new IOException($"No node answered for connection '{connectionId}'.")), null, Patience, Timeout.InfiniteTimeSpan));
        var envelope = new Envelope([Address.Connection(connectionId)], EnvelopeKind.Invoke, [invocationId], Envelope.Of(message, protocols));
        foreach (var node in nodes.ToArray()) backplane.PublishTo(node, envelope);
    }

    /// <summary>Another node asks; null when the connection is not here.</summary>
    public void Asked(NodeId from, Envelope envelope, LocalConnection? connection)
    {
        var id = envelope.Names[0];
        if (connection is null)
        {
            backplane.PublishTo(from, new Envelope([], EnvelopeKind.NotHere, [id], []));
            return;
        }

        _answering[id] = (from, connection.Live.ConnectionId);
        connection.Write(new SerializedHubMessage(envelope.Messages));
    }

    /// <summary>A connection of this node completes an invocation; false when no other node asked for it.</summary>
    public bool Answered(LocalConnection connection, CompletionMessage completion)
    {
        var id = completion.InvocationId!;
        if (!_answering.TryGetValue(id, out var asking) || asking.Connection != connection.Live.ConnectionId) return false;
        if (_answering.TryRemove(id, out _)) Tell(asking.Node, completion, connection.Context.Protocol);
        return true;
    }

    /// <summary>A connection of this node has ended: who asks it is told.</summary>
    public void Ended(string connectionId)
    {
        foreach (var (id, asking) in _answering.Where(asking => asking.Value.Connection == connectionId))
        {
            if (_answering.TryRemove(id, out _)) backplane.PublishTo(asking.Node, new Envelope([], EnvelopeKind.Result, [id], []));
        }
    }

    /// <summary>Another node has an answer, or does not have the connection.</summary>
    public void Told(NodeId from, Envelope envelope)
    {
        var id = envelope.Names[0];
        if (envelope.Kind == EnvelopeKind.NotHere)
        {
            NotAt(from, id);
            return;
        }

        if (envelope.Messages.Count == 0 && _asked.TryGetValue(id, out var search)) results.Fail(id, ClientResults.Gone(search.Connection));
        foreach (var message in envelope.Messages)
        {
            var bytes = new ReadOnlySequence<byte>(message.Serialized);
            if (protocols.FirstOrDefault(protocol => protocol.Name == message.ProtocolName) is { } protocol
                && results.TryGetType(id, out var type)
                && protocol.TryParseMessage(ref bytes, new Returns(type), out var read) && read is CompletionMessage completion)
            {
                results.Complete(completion);
            }
        }
    }

    /// <summary>A node is gone, and its connections with it.</summary>
    public void Lost(NodeId node)
    {
        foreach (var id in _asked.Keys) NotAt(node, id);
    }

    private void NotAt(NodeId node, string id)
    {
        if (!_asked.TryGetValue(id, out var search)) return;
        lock (search)
        {
            search.Nodes.Remove(node);
            if (search.Nodes.Count > 0) return;
        }

        results.Fail(id, ClientResults.Absent(search.Connection));
    }

    private void Forget(string invocationId)
    {
        if (_asked.TryRemove(invocationId, out var search)) search.Limit.Dispose();
    }

    private void Tell(NodeId node, CompletionMessage completion, IHubProtocol protocol) => backplane.PublishTo(node, new Envelope(
        [], EnvelopeKind.Result, [completion.InvocationId!], [new SerializedMessage(protocol.Name, protocol.GetMessageBytes(completion))]));

    private sealed record Search(string Connection, HashSet<NodeId> Nodes, ITimer Limit);

    private sealed class Returns(Type type) : IInvocationBinder
    {
        public Type GetReturnType(string invocationId) => type;

        public IReadOnlyList<Type> GetParameterTypes(string methodName) => throw new NotSupportedException();

        public Type GetStreamItemType(string streamId) => throw new NotSupportedException();
    }
}
