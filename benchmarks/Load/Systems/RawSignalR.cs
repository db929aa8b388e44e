using System.Globalization;
using CareConnect.Load.Founding;
using CareConnect.Load.Wire;

namespace CareConnect.Load.Systems;

/// <summary>SignalR with MessagePack and groups, storing and checking nothing.</summary>
internal sealed class RawSignalR : IContender
{
    private static readonly string Program = Repository.Path("benchmarks", "RawSignalR", "bin", "Release", "net10.0", "CareConnect.RawSignalR.dll");

    public static RawSignalR InMemory { get; } = new("raw SignalR, in memory");

    private RawSignalR(string name) => Name = name;

    public string Name { get; }

    public int Supply(Workload workload) => Workload.Endless(workload);

    public async Task<IRunning> Start(Workload workload)
    {
        var folder = Scratch.New("raw");
        return new Running(folder, [await Launch(folder)], workload);
    }

    private static async Task<(ServerProcess Process, int Port)> Launch(string folder, params string[] settings)
    {
        var port = ServerProcess.FreePort();
        var process = ServerProcess.Start(
            folder, Path.Combine(folder, $"node-{port}.log"), null,
            ["dotnet", Program, "--urls", string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}"), .. settings]);
        await process.Answers(new Uri($"http://localhost:{port}/health/ready"));
        return (process, port);
    }

    private sealed class Running(string folder, (ServerProcess Process, int Port)[] nodes, Workload workload) : IRunning
    {
        public IReadOnlyList<int> Processes => [.. nodes.Select(node => node.Process.Id)];

        public async Task<IFleet> Connect(Recorder recorder) => await RawFleet.Open(workload, recorder, [.. nodes.Select(node => node.Port)]);

        public async ValueTask DisposeAsync()
        {
            foreach (var (process, _) in nodes)
            {
                await process.Stop();
                process.Dispose();
            }

            Directory.Delete(folder, recursive: true);
        }
    }
}

internal sealed class RawConnection(SealedMessages messages, Recorder recorder) : SignalRConnection
{
    protected override void Answered(int thread, int sequence, ReadOnlySpan<byte> result)
    {
        if (result.IsEmpty) recorder.Refusal("the hub's own error");
        else recorder.Acknowledged(thread, sequence);
    }

    protected override void Called(ReadOnlySpan<byte> target, Packed arguments)
    {
        arguments.Array();
        arguments.Skip();
        var (of, sequence) = messages.WhichIs(arguments.Bytes());
        recorder.Delivered(of, sequence);
    }
}

internal sealed class RawFleet : IFleet
{
    private readonly RawConnection[] patients;
    private readonly RawConnection[] therapists;
    private readonly Cast cast;
    private readonly SealedMessages messages;
    private readonly Heartbeat heartbeat;

    private RawFleet(RawConnection[] patients, RawConnection[] therapists, Cast cast, SealedMessages messages)
    {
        (this.patients, this.therapists, this.cast, this.messages) = (patients, therapists, cast, messages);
        heartbeat = new Heartbeat(() =>
        {
            foreach (var connection in patients.Concat(therapists)) connection.Send(Invocation.Ping);
        });
    }

    public static async Task<RawFleet> Open(Workload workload, Recorder recorder, int[] ports)
    {
        var cast = workload.Cast;
        var therapists = new RawConnection[cast.Therapists];
        var patients = new RawConnection[cast.Patients];
        await Parallel.ForAsync(0, therapists.Length, Scratch.Width, async (number, _) =>
        {
            therapists[number] = new RawConnection(workload.Messages, recorder);
            await therapists[number].Open(Nodes.TherapistsPort(ports, number), null);
            foreach (var patient in cast.PatientsOf(number)) await therapists[number].Call("Join", Workload.Conversation(patient));
        });
        await Parallel.ForAsync(0, patients.Length, Scratch.Width, async (number, _) =>
        {
            patients[number] = new RawConnection(workload.Messages, recorder);
            await patients[number].Open(Nodes.PatientsPort(ports, number, cast), null);
            await patients[number].Call("Join", Workload.Conversation(number));
        });
        return new RawFleet(patients, therapists, cast, workload.Messages);
    }

    public void Send(int thread, int sequence) => (Cast.IsAnswer(sequence) ? therapists[cast.TherapistOf(thread)] : patients[thread])
        .Send(Invocation.OfMessage("Post", thread, sequence, Workload.Conversation(thread), messages.Plain(thread, sequence)));

    public ValueTask DisposeAsync()
    {
        heartbeat.Dispose();
        foreach (var connection in patients.Concat(therapists)) connection.Dispose();
        return ValueTask.CompletedTask;
    }
}
