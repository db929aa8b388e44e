using System.Globalization;
using System.Security.Cryptography;
using CareConnect.Faults.Tests.Network;

namespace CareConnect.Faults.Tests.History;

/// <summary>
/// The program on one or more nodes that share a database. Clients reach the nodes, and the nodes reach Redis and PostgreSQL,
/// through faulty proxies. Each node has a clock that can be set.
/// </summary>
internal sealed class Topology : IAsyncDisposable
{
    // Debian's faketime: it reads every second how far the clock is off.
    private const string Faketime = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";

    private readonly string folder;

    private Topology(string folder, IReadOnlyList<ClinicProcess> nodes)
    {
        this.folder = folder;
        Nodes = nodes;
        Front = new FaultyProxy([.. nodes.Select(node => node.Address.Port)]);
    }

    /// <summary>The nodes' data.</summary>
    public string Data => DataIn(folder);

    public IReadOnlyList<ClinicProcess> Nodes { get; }

    /// <summary>Between clients and nodes; its servers are the nodes.</summary>
    public FaultyProxy Front { get; }

    public RedisProcess? Redis { get; private init; }

    /// <summary>Between each node and Redis.</summary>
    public IReadOnlyList<FaultyProxy> ToRedis { get; private init; } = [];

    public PostgresProcess? Postgres { get; private init; }

    /// <summary>Between each node and PostgreSQL.</summary>
    public IReadOnlyList<FaultyProxy> ToPostgres { get; private init; } = [];

    public Uri Address => new($"http://localhost:{Front.Port}");

    /// <summary>One node on SQLite.</summary>
    public static Topology OneNode()
    {
        var folder = NewFolder();
        return new Topology(folder, [Node(folder, 0, DataIn(folder))]);
    }

    /// <summary>Two nodes that share a file of SQLite, and tell each other by Redis.</summary>
    public static Topology TwoNodes()
    {
        var folder = NewFolder();
        var redis = new RedisProcess();
        FaultyProxy[] roads = [new(redis.Port), new(redis.Port)];
        return new Topology(folder, [.. roads.Select((road, number) => Node(folder, number, DataIn(folder), RedisBy(road)))]) { Redis = redis, ToRedis = roads };
    }

    /// <summary>Two nodes with folders of their own, as on two machines, on PostgreSQL and Redis.</summary>
    public static Topology TwoNodesOnPostgres()
    {
        var folder = NewFolder();
        var key = Path.Combine(folder, "protection.key");
        File.WriteAllText(key, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        var (redis, postgres) = (new RedisProcess(), new PostgresProcess());
        FaultyProxy[] toRedis = [new(redis.Port), new(redis.Port)], toPostgres = [new(postgres.Port), new(postgres.Port)];
        ClinicProcess Each(int number) => Node(
            folder, number, Path.Combine(folder, $"node-{number}"), RedisBy(toRedis[number]),
            ("ConnectionStrings:Clinic", PostgresProcess.Through(toPostgres[number].Port)), ("DataProtection:KeyFile", key));
        return new Topology(folder, [Each(0), Each(1)]) { Redis = redis, ToRedis = toRedis, Postgres = postgres, ToPostgres = toPostgres };
    }

    public async Task Start(CancellationToken stop)
    {
        if (Redis is { } redis) await redis.Start(stop);
        if (Postgres is { } postgres) await postgres.Start(stop);
        foreach (var node in Nodes)
        {
            node.Start();
            await node.Ready(stop);
        }
    }

    /// <summary>Sets a node's clock off by so much.</summary>
    public void Skew(int node, TimeSpan by)
    {
        // Read at any instant: never half a number.
        var draft = ClockOf(folder, node) + ".new";
        File.WriteAllText(draft, string.Create(CultureInfo.InvariantCulture, $"{(by < TimeSpan.Zero ? "" : "+")}{by.TotalSeconds:0}"));
        File.Move(draft, ClockOf(folder, node), overwrite: true);
    }

    /// <summary>Fair weather, right clocks, and every node lives.</summary>
    public async Task Heal(CancellationToken stop)
    {
        Front.Watch = null;
        Front.Set(Weather.Fair);
        foreach (var road in ToRedis.Concat(ToPostgres))
        {
            road.Watch = null;
            road.Set(Weather.Fair);
        }

        for (var node = 0; node < Nodes.Count; node++) Skew(node, TimeSpan.Zero);
        foreach (var node in Nodes) await node.Ready(stop);
    }

    public async ValueTask DisposeAsync()
    {
        await Front.DisposeAsync();
        foreach (var node in Nodes) node.Dispose();
        foreach (var road in ToRedis.Concat(ToPostgres)) await road.DisposeAsync();
        Redis?.Dispose();
        Postgres?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static ClinicProcess Node(string folder, int number, string data, params (string, string)[] settings)
    {
        Assert.SkipUnless(File.Exists(Faketime), $"{Faketime} is not there (apt-get install faketime).");
        File.WriteAllText(ClockOf(folder, number), "+0");
        return new ClinicProcess(data, [
            ("Limits:PerSecond", "1000"), ("Doors:TriesPerMinute", "10000"),
            ("env:LD_PRELOAD", Faketime), ("env:FAKETIME_TIMESTAMP_FILE", ClockOf(folder, number)), ("env:FAKETIME_CACHE_DURATION", "1"),
            ("env:FAKETIME_DONT_RESET", "1"), ("env:FAKETIME_DONT_FAKE_MONOTONIC", "1"), ("env:DONT_FAKE_MONOTONIC", "1"),
            // Otherwise waits with a limit end at once.
            ("env:FAKETIME_FORCE_MONOTONIC_FIX", "0"), .. settings]);
    }

    private static (string, string) RedisBy(FaultyProxy road) => ("ConnectionStrings:Redis", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{road.Port}"));

    private static string NewFolder() => Directory.CreateTempSubdirectory("history").FullName;

    private static string DataIn(string folder) => Path.Combine(folder, "data");

    private static string ClockOf(string folder, int node) => Path.Combine(folder, $"clock-{node}");
}
