using System.Globalization;
using CareConnect.Load.Founding;
using CareConnect.Load.Wire;

namespace CareConnect.Load.Systems;

/// <summary>socket.io with rooms, storing and checking nothing.</summary>
internal sealed class SocketIo : IContender
{
    private static readonly string Server = Repository.Path("benchmarks", "SocketIo", "server.mjs");
    private readonly int count;

    private SocketIo(string name, int count) => (Name, this.count) = (name, count);

    public static SocketIo InMemory { get; } = new("socket.io, in memory", 1);

    /// <summary>With its Redis adapter.</summary>
    public static SocketIo Two { get; } = new("socket.io, two nodes", 2);

    public string Name { get; }

    public int Supply(Workload workload) => workload.Endless;

    public async Task<IRunning> Start(Workload workload)
    {
        var folder = Scratch.New("socketio");
        var (redis, behind) = (Array.Empty<string>(), new List<ServerProcess>());
        if (count > 1)
        {
            var (process, port) = await Backing.Redis(folder);
            behind.Add(process);
            redis = [port.ToString(CultureInfo.InvariantCulture)];
        }

        var nodes = new List<Node>();
        for (var number = 0; number < count; number++)
        {
            var port = ServerProcess.FreePort();
            var node = new Node(ServerProcess.Start(
                folder, Path.Combine(folder, $"node-{port}.log"), new Dictionary<string, string> { ["NODE_ENV"] = "production" },
                ["node", Server, port.ToString(CultureInfo.InvariantCulture), .. redis]), port);
            await node.Process.Listens(port);
            nodes.Add(node);
        }

        return new Running(folder, nodes, behind, 
            (recorder, ports) => Connect(workload, recorder, ports),
            async (number, port) => await Client.Open(port, [number], workload.Messages, new Recorder(0, 0)));
    }

    private static async Task<IFleet> Connect(Workload workload, Recorder recorder, IReadOnlyList<int> ports) => await Fleet<Client>.Open(
        workload.Cast,
        ports,
        (number, port) => Client.Open(port, workload.Cast.PatientsOf(number), workload.Messages, recorder),
        (number, port) => Client.Open(port, [number], workload.Messages, recorder),
        (connection, thread, sequence) => connection.Send(SocketIoConnection.Event(
            "post", thread, sequence, Workload.Conversation(thread), workload.Messages.Plain(thread, sequence))));

    private sealed class Client(SealedMessages messages, Recorder recorder) : SocketIoConnection
    {
        public static async Task<Client> Open(int port, IEnumerable<int> threads, SealedMessages messages, Recorder recorder)
        {
            var connection = new Client(messages, recorder);
            await connection.Open(port);
            await connection.Call("join", $"[{string.Join(',', threads.Select(thread => $"\"{Workload.Conversation(thread)}\""))}]");
            return connection;
        }

        protected override void Acknowledged(int thread, int sequence) => recorder.Acknowledged(thread, sequence);

        protected override void Came(ReadOnlySpan<byte> bytes)
        {
            var (thread, sequence) = messages.WhichIs(bytes);
            recorder.Delivered(thread, sequence);
        }
    }
}
