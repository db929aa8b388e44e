namespace CareConnect.Hub.Tests.Backplane;

/// <summary>So many nodes that know each other, for all tests of a class. One alone has no Redis.</summary>
public abstract class Nodes(int count) : IAsyncLifetime
{
    private RedisServer? _redis;
    private Node[] _nodes = [];

    internal IReadOnlyList<Node> All => _nodes;

    internal Node First => _nodes[0];

    internal Node Last => _nodes[^1];

    /// <summary>One that is neither, where there are so many.</summary>
    internal Node Middle => _nodes[_nodes.Length / 2];

    public async ValueTask InitializeAsync()
    {
        if (count > 1) _redis = await RedisServer.StartedAsync();
        _nodes = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Node.StartAsync(_redis?.ConnectionString)));
        await SettledAsync();
    }

    /// <summary>Waits until every node has heard which connections the others have.</summary>
    internal Task SettledAsync() => count > 1 ? Node.KnowEachOtherAsync(_nodes) : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes) await node.DisposeAsync();
        if (_redis is not null) await _redis.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

public sealed class OneNode() : Nodes(1);

public sealed class TwoNodes() : Nodes(2);

public sealed class FourNodes() : Nodes(4);

public sealed class EightNodes() : Nodes(8);
