using CareConnect.Faults.Tests.Network;

namespace CareConnect.Faults.Tests.History;

/// <summary>The program on one or more nodes that share a database; clients reach them through one faulty proxy.</summary>
internal sealed class Topology : IAsyncDisposable
{
    private Topology(string folder, IReadOnlyList<ClinicProcess> nodes)
    {
        Folder = folder;
        Nodes = nodes;
        Front = new FaultyProxy([.. nodes.Select(node => node.Address.Port)]);
    }

    public string Folder { get; }

    public IReadOnlyList<ClinicProcess> Nodes { get; }

    /// <summary>Between clients and nodes; its servers are the nodes.</summary>
    public FaultyProxy Front { get; }

    public Uri Address => new($"http://localhost:{Front.Port}");

    /// <summary>One node on SQLite.</summary>
    public static Topology OneNode() => OnSqlite(1);

    public async Task Start(CancellationToken stop)
    {
        foreach (var node in Nodes)
        {
            node.Start();
            await node.Ready(stop);
        }
    }

    /// <summary>Fair weather, and every node lives.</summary>
    public async Task Heal(CancellationToken stop)
    {
        Front.Watch = null;
        Front.Set(Weather.Fair);
        foreach (var node in Nodes) await node.Ready(stop);
    }

    public async ValueTask DisposeAsync()
    {
        await Front.DisposeAsync();
        foreach (var node in Nodes) node.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    private static Topology OnSqlite(int nodes)
    {
        var folder = Directory.CreateTempSubdirectory("history").FullName;
        return new Topology(folder, [.. Enumerable.Range(0, nodes).Select(_ => new ClinicProcess(folder, ("Limits:PerSecond", "1000"), ("Doors:TriesPerMinute", "10000")))]);
    }
}
