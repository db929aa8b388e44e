using System.Security.Cryptography;
using CareConnect.Load.Wire;
using Microsoft.Data.Sqlite;

namespace CareConnect.Load.Systems;

/// <summary>Where CareConnect keeps a clinic.</summary>
internal enum Store
{
    Sqlite,
    Postgres,
}

/// <summary>The program itself, as `./run` starts it: Release, with its own settings but for the limits of one person and one address.</summary>
internal sealed class CareConnectNodes : IContender
{
    private static readonly string Program = Repository.Path("src", "Web", "bin", "Release", "net10.0", "CareConnect.Web.dll");
    private readonly int count;

    private CareConnectNodes(string name, Store store, int count) => (Name, Store, this.count) = (name, store, count);

    public static CareConnectNodes OnSqlite { get; } = new("CareConnect, SQLite", Store.Sqlite, 1);

    public static CareConnectNodes OnPostgres { get; } = new("CareConnect, PostgreSQL", Store.Postgres, 1);

    /// <summary>With PostgreSQL and Redis.</summary>
    public static CareConnectNodes Two { get; } = new("CareConnect, two nodes", Store.Postgres, 2);

    public string Name { get; }

    public Store Store { get; }

    public int Supply(Workload workload) => workload.Messages.Supply;

    async Task<IRunning> IContender.Start(Workload workload) => await Start(workload);

    public async Task<Running> Start(Workload workload, IReadOnlyDictionary<string, string>? environment = null)
    {
        var folder = Scratch.New("care");
        var clinic = workload.Clinic(Store);
        Scratch.Copy(clinic.Folder, Path.Combine(folder, "clinic"));
        var place = (await Place.Open(folder, Path.Combine(folder, "clinic"), Store, withRedis: count > 1)) with { Environment = environment };
        var nodes = new List<Node>();
        for (var number = 0; number < count; number++) nodes.Add(await Launch(place));
        return new Running(folder, nodes, place.Behind, 
            async (recorder, ports) => await Connect(clinic, recorder, ports), async (number, port) => await Open(clinic, number, port), place.Messages);
    }

    public static Task<Fleet<CareConnection>> Connect(Clinic clinic, Recorder recorder, IReadOnlyList<int> ports) => Fleet<CareConnection>.Open(
        clinic.Founded.Cast,
        ports,
        (number, port) => CareConnection.Open(port, clinic.Founded.Therapists[number], false, clinic.Messages, recorder),
        (number, port) => CareConnection.Open(port, clinic.Founded.Patients[number], true, clinic.Messages, recorder),
        (connection, thread, sequence) => connection.Send(Invocation.OfMessage("Post", thread, sequence, clinic.Messages[thread, sequence].ToArray())));

    // A patient's device looks what is new in their thread as soon as it is connected.
    private static async Task<CareConnection> Open(Clinic clinic, int number, int port)
    {
        var patient = number % clinic.Founded.Patients.Length;
        var connection = await CareConnection.Open(port, clinic.Founded.Patients[patient], true, clinic.Messages, new Recorder(0, 0));
        CareConnection.Demand(await connection.Call("Since", clinic.Founded.Threads[patient], 1L));
        return connection;
    }

    /// <summary>Starts one node, and waits until it is ready.</summary>
    public static async Task<Node> Launch(Place place)
    {
        var node = Begin(place);
        await node.Process.Answers(new Uri(node.Url, "health/ready"));
        return node;
    }

    /// <summary>Starts one node, and waits for nothing.</summary>
    public static Node Begin(Place place)
    {
        var port = ServerProcess.FreePort();
        var process = ServerProcess.Start(
            place.Folder, Path.Combine(place.Folder, $"node-{port}.log"), place.Environment,
            ["dotnet", Program, "--contentRoot", Repository.Path("src", "Web"), "--urls", $"http://localhost:{port}", "--Demo", "false",
            // One generator stands for all people, and a closed loop calls as fast as it is answered.
            "--Limits:PerSecond", "1000000", "--Limits:Burst", "1000000", "--Doors:TriesPerMinute", "1000000", .. place.Settings]);
        return new Node(process, port);
    }
}

/// <summary>A started database, and the settings by which a node finds it.</summary>
internal sealed record Place(string Folder, string[] Settings, IReadOnlyList<ServerProcess> Behind, Func<Task<long>> Messages)
{
    /// <summary>Variables of a node's environment.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <param name="clinic">What lasts of it: the data folder and, with PostgreSQL, the cluster.</param>
    public static async Task<Place> Open(string folder, string clinic, Store store, bool withRedis = false)
    {
        var data = Path.Combine(clinic, "data");
        Directory.CreateDirectory(data);
        var (settings, behind) = (new List<string> { "--Data", data }, new List<ServerProcess>());
        Func<Task<long>> messages = () => Count(Path.Combine(data, "care.db"));
        if (store == Store.Postgres)
        {
            var (process, port) = await Backing.Postgres(folder, Path.Combine(clinic, "cluster"));
            behind.Add(process);
            var keys = Path.Combine(data, "protection.key");
            if (!File.Exists(keys)) await File.WriteAllTextAsync(keys, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            messages = () => Backing.Count(port, "postgres", "SELECT COUNT(*) FROM entries WHERE manifest IS NULL");
            settings.AddRange(["--ConnectionStrings:Clinic", Backing.Connection(port, "postgres"), "--DataProtection:KeyFile", keys]);
        }

        if (withRedis)
        {
            var (process, port) = await Backing.Redis(folder);
            behind.Add(process);
            settings.AddRange(["--ConnectionStrings:Redis", $"127.0.0.1:{port}"]);
        }

        return new Place(folder, [.. settings], behind, messages);
    }

    private static async Task<long> Count(string file)
    {
        await using var database = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        await database.OpenAsync();
        await using var command = database.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM Entries WHERE Manifest IS NULL";
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
