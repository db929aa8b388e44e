using System.Globalization;

namespace CareConnect.Load.Systems;

/// <summary>The program itself, as `./run` starts it: Release, real settings but for the limits of one person and one address.</summary>
internal sealed class CareConnectNodes : IContender
{
    private static readonly string Program = Repository.Path("src", "Web", "bin", "Release", "net10.0", "CareConnect.Web.dll");

    private CareConnectNodes(string name) => Name = name;

    public static CareConnectNodes OnSqlite { get; } = new("CareConnect, SQLite");

    public string Name { get; }

    public int Supply(Workload workload) => workload.Messages.Supply;

    public async Task<IRunning> Start(Workload workload)
    {
        var folder = Scratch.New("care");
        Scratch.Copy(Path.Combine(workload.Folder, "data"), Path.Combine(folder, "data"));
        var node = await Launch(folder, Path.Combine(folder, "data"));
        return new Running(folder, [node], workload);
    }

    /// <summary>Starts one node, and waits until it is ready.</summary>
    public static async Task<Node> Launch(string folder, string data, params string[] settings)
    {
        var port = ServerProcess.FreePort();
        var process = ServerProcess.Start(
            folder, Path.Combine(folder, $"node-{port}.log"), null,
            ["dotnet", Program, "--contentRoot", Repository.Path("src", "Web"), "--urls", $"http://localhost:{port}", "--Data", data, "--Demo", "false",
            // One generator stands for all people, and a closed loop calls as fast as it is answered.
            "--Limits:PerSecond", "1000000", "--Limits:Burst", "1000000", "--Doors:TriesPerMinute", "1000000", .. settings]);
        var node = new Node(process, port);
        await process.Answers(new Uri(node.Url, "health/ready"));
        return node;
    }

    internal sealed record Node(ServerProcess Process, int Port)
    {
        public Uri Url { get; } = new(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{Port}/"));
    }

    internal sealed class Running(string folder, Node[] nodes, Workload workload) : IRunning
    {
        public IReadOnlyList<int> Processes => [.. nodes.Select(node => node.Process.Id)];

        public IReadOnlyList<Node> Nodes => nodes;

        public async Task<IFleet> Connect(Recorder recorder) => await CareFleet.Open(workload, recorder, [.. nodes.Select(node => node.Port)]);

        public async ValueTask DisposeAsync()
        {
            foreach (var node in nodes)
            {
                await node.Process.Stop();
                node.Process.Dispose();
            }

            Directory.Delete(folder, recursive: true);
        }
    }
}
