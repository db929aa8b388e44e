using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CareConnect.Load.Founding;
using CareConnect.Load.Systems;

namespace CareConnect.Load.Measures;

/// <summary>From the start of the process until it says that it is ready.</summary>
internal static class ColdStart
{
    public static async Task<Section> Run(Options options)
    {
        var workload = await Clinics.For(options.Quick ? 20 : 100, options.Quick ? 20_000 : 200_000, Store.Sqlite, Store.Postgres);
        (string Name, Func<Task<double>> Measure)[] starts =
        [
            ("raw SignalR", Raw), ("CareConnect, SQLite", () => Care(workload, Store.Sqlite)), ("CareConnect, PostgreSQL", () => Care(workload, Store.Postgres)),
        ];
        var found = starts.ToDictionary(start => start.Name, _ => new List<double>());
        for (var turn = 0; turn < options.Times; turn++)
        {
            foreach (var (name, measure) in starts)
            {
                found[name].Add(await measure());
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-26} {found[name][^1],6:N2} s"));
            }
        }

        var table = new Table("", "seconds");
        foreach (var (name, seconds) in found) table.Row(name, Results.Spread(new Sample(seconds), "N2"));
        return new Section("Cold start", $"""
            From the start of the process until `/health/ready` answers 200: the database is opened and up to date, and calls are served. The clinic's
            database is there, the files are in the page cache, nothing is compiled ahead of time.

            {table}
            """, []);
    }

    private static async Task<double> Raw()
    {
        var folder = Scratch.New("start");
        var begun = Stopwatch.GetTimestamp();
        var node = RawSignalR.Begin(folder);
        return await Ready(node, begun, folder, []);
    }

    private static async Task<double> Care(Workload workload, Store store)
    {
        var folder = Scratch.New("start");
        Scratch.Copy(workload.Clinic(store).Folder, Path.Combine(folder, "clinic"));
        var place = await Place.Open(folder, Path.Combine(folder, "clinic"), store);
        var begun = Stopwatch.GetTimestamp();
        var node = CareConnectNodes.Begin(place);
        return await Ready(node, begun, folder, place.Behind);
    }

    private static async Task<double> Ready(Node node, long begun, string folder, IReadOnlyList<ServerProcess> behind)
    {
        await using var running = new Running(folder, [node], behind, (_, _) => throw Unconnected(), (_, _) => throw Unconnected());
        await node.Process.Until("it is ready", TimeSpan.FromMilliseconds(5), () => Task.FromResult(IsReady(node.Port)));
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static NotSupportedException Unconnected() => new("Nobody connects to what is only started.");

    // By hand: an HttpClient takes longer to fail than some servers to start.
    private static bool IsReady(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 5000 };
        try
        {
            socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
            socket.Send("GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8);
            var answer = new byte[12];
            return socket.Receive(answer) == answer.Length && answer.AsSpan().SequenceEqual("HTTP/1.1 200"u8);
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
