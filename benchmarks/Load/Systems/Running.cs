using CareConnect.Load.Wire;

namespace CareConnect.Load.Systems;

/// <summary>Started servers with their folder.</summary>
/// <param name="nodes">What clients connect to.</param>
/// <param name="behind">Databases and brokers, started before and stopped after the nodes.</param>
/// <param name="connect">Connects everybody at these ports.</param>
/// <param name="open">Opens this connection at this port.</param>
/// <param name="stored">Counts the messages that it has stored.</param>
internal sealed class Running(string folder, IReadOnlyList<Node> nodes, IReadOnlyList<ServerProcess> behind, Func<Recorder, IReadOnlyList<int>, Task<IFleet>> connect, Func<int, int, Task<Connection>> open, Func<Task<long>>? stored = null) : IRunning
{
    public IReadOnlyList<int> Processes => [.. nodes.Select(node => node.Process.Id), .. behind.Select(server => server.Id)];

    public IReadOnlyList<Node> Nodes => nodes;

    public Task<IFleet> Connect(Recorder recorder) => connect(recorder, [.. nodes.Select(node => node.Port)]);

    public async Task<long?> Stored() => stored is null ? null : await stored();

    public Task<Connection> Open(int number) => open(number, nodes[number % nodes.Count].Port);

    public async ValueTask DisposeAsync()
    {
        foreach (var process in nodes.Select(node => node.Process).Concat(behind.Reverse()))
        {
            await process.Stop();
            process.Dispose();
        }

        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>One server that clients connect to.</summary>
internal sealed record Node(ServerProcess Process, int Port)
{
    public Uri Url { get; } = new($"http://localhost:{Port}/");
}
