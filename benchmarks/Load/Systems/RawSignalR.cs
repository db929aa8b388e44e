using CareConnect.Load.Founding;
using CareConnect.Load.Wire;

namespace CareConnect.Load.Systems;

/// <summary>SignalR with MessagePack and groups, storing and checking nothing.</summary>
internal sealed class RawSignalR : IContender
{
    private static readonly string Program = Repository.Path("benchmarks", "RawSignalR", "bin", "Release", "net10.0", "CareConnect.RawSignalR.dll");
    private readonly int count;

    private RawSignalR(string name, int count) => (Name, this.count) = (name, count);

    public static RawSignalR InMemory { get; } = new("raw SignalR, in memory", 1);

    /// <summary>With the stock Redis backplane.</summary>
    public static RawSignalR Two { get; } = new("raw SignalR, two nodes", 2);

    public string Name { get; }

    public int Supply(Workload workload) => workload.Endless;

    async Task<IRunning> IContender.Start(Workload workload) => await Start(workload);

    public async Task<Running> Start(Workload workload)
    {
        var folder = Scratch.New("raw");
        var (settings, behind) = (Array.Empty<string>(), new List<ServerProcess>());
        if (count > 1)
        {
            var (redis, port) = await Backing.Redis(folder);
            behind.Add(redis);
            settings = ["--ConnectionStrings:Redis", $"127.0.0.1:{port}"];
        }

        var nodes = new List<Node>();
        for (var number = 0; number < count; number++)
        {
            var node = Begin(folder, settings);
            await node.Process.Answers(new Uri(node.Url, "health/ready"));
            nodes.Add(node);
        }

        return new Running(folder, nodes, behind, (recorder, ports) => Connect(workload, recorder, ports), Open(workload));
    }

    /// <summary>Starts one node, and waits for nothing.</summary>
    public static Node Begin(string folder, params string[] settings)
    {
        var port = ServerProcess.FreePort();
        return new Node(ServerProcess.Start(
            folder, Path.Combine(folder, $"node-{port}.log"), null, ["dotnet", Program, "--urls", $"http://localhost:{port}", .. settings]), port);
    }

    private static async Task<IFleet> Connect(Workload workload, Recorder recorder, IReadOnlyList<int> ports) => await Fleet<RawConnection>.Open(
        workload.Cast,
        ports,
        (number, port) => RawConnection.Open(port, workload.Cast.PatientsOf(number), workload.Messages, recorder),
        (number, port) => RawConnection.Open(port, [number], workload.Messages, recorder),
        (connection, thread, sequence) => connection.Send(Invocation.OfMessage(
            "Post", thread, sequence, Workload.Conversation(thread), workload.Messages.Plain(thread, sequence))));

    private static Func<int, int, Task<Connection>> Open(Workload workload) =>
        async (number, port) => await RawConnection.Open(port, [number], workload.Messages, new Recorder(0, 0));
}

internal sealed class RawConnection(SealedMessages messages, Recorder recorder) : SignalRConnection
{
    public static async Task<RawConnection> Open(int port, IEnumerable<int> threads, SealedMessages messages, Recorder recorder)
    {
        var connection = new RawConnection(messages, recorder);
        await connection.Open(port, null);
        foreach (var thread in threads) await connection.Call("Join", Workload.Conversation(thread));
        return connection;
    }

    protected override void Answered(int thread, int sequence, ReadOnlySpan<byte> result)
    {
        if (result.IsEmpty) recorder.Refusal("the hub's own error");
        else recorder.Acknowledged(thread, sequence);
    }

    protected override void Called(ReadOnlySpan<byte> target, Packed arguments)
    {
        arguments.Array();
        arguments.Skip();
        var (thread, sequence) = messages.WhichIs(arguments.Bytes());
        recorder.Delivered(thread, sequence);
    }
}
