using CareConnect.Client;
using CareConnect.Crypto;
using CareConnect.Crypto.Verification;
using CareConnect.Protocol;

namespace CareConnect.Ops.Tests;

/// <summary>The clinic of <c>ops/topology</c>: two nodes, a store, Redis and nginx, as processes.</summary>
internal sealed class Topology : IAsyncDisposable
{
    public const string Nginx = "/usr/sbin/nginx";
    private const string Password = "correct horse battery";

    private readonly string folder = Directory.CreateTempSubdirectory("topology").FullName;
    private readonly List<CareClient> clients = [];
    private readonly List<HttpClient> connections = [];
    private readonly Command script;

    private Topology(string store) => script = Command.Start(
        Repository.PathOf("ops", "topology"), ["--dir", folder, "--store", store, "--program", Repository.Program],
        // Two people write as fast as it goes.
        ("Limits__PerSecond", "100000"), ("Limits__Burst", "100000"));

    public Uri Balancer { get; private set; } = null!;

    /// <summary>The nodes themselves, without the balancer.</summary>
    public Uri[] Nodes { get; private set; } = [];

    private string SetUpCode { get; set; } = "";

    public static async Task<Topology> Start(string store)
    {
        Assert.SkipUnless(File.Exists(Nginx), $"{Nginx} is not installed (apt-get install nginx).");
        Assert.SkipUnless(File.Exists("/usr/bin/redis-server"), "/usr/bin/redis-server is not installed (apt-get install redis-server).");
        Assert.SkipUnless(store != "postgres" || Directory.Exists("/usr/lib/postgresql"), "PostgreSQL is not installed (apt-get install postgresql).");
        var topology = new Topology(store);
        try
        {
            topology.Nodes = [Last(await topology.script.Line("node1")), Last(await topology.script.Line("node2"))];
            topology.Balancer = Last(await topology.script.Line("balancer"));
            topology.SetUpCode = (await topology.script.Line("Open /setup")).Split(' ')[^1];
            await topology.script.Line("ready");
            return topology;
        }
        catch
        {
            await topology.DisposeAsync();
            throw;
        }
    }

    /// <summary>Replaces the nodes one after the other, and waits until it is done.</summary>
    public async Task Replace()
    {
        script.Signal("HUP");
        await script.Line("replaced");
    }

    /// <summary>By the program's own commands: from PostgreSQL into a folder, and from the folder into another database.</summary>
    public async Task BackUpAndMove()
    {
        var (backup, socket) = (Path.Combine(folder, "backup"), Path.Combine(folder, "postgres"));
        var (made, complaint) = await Command.Run("createdb", ["-h", socket, "-U", "careconnect", "moved"]);
        Assert.True(made == 0, complaint);
        string[] move = ["move-to-postgres", "--Data", backup, "--To", $"Host={socket};Username=careconnect;Database=moved"];

        await Copy(["backup", "--Data", Path.Combine(folder, "data"), "--Secrets", Path.Combine(folder, "secrets"), "--To", backup]);
        await Copy(move);
        await Copy(["verify", "--Data", Path.Combine(folder, "data"), "--ConnectionStrings:Clinic", $"Host={socket};Username=careconnect;Database=moved"]);

        var (again, said) = await Command.Run("dotnet", [Repository.Program, .. move]);
        Assert.Equal(1, again);
        Assert.Contains("is not empty", said, StringComparison.Ordinal);
    }

    public async Task<CareClient> Found()
    {
        using var code = new RecoveryCode();
        return Keep(await Enrolment.Found(NewApi(), new Setup(SetUpCode, "Clinic", "Etc/UTC", "priya", Password), "Priya", code, TimeProvider.System));
    }

    public async Task<CareClient> Join(CareClient inviter, string role, string login, bool steward = false)
    {
        using var code = new RecoveryCode();
        var link = await inviter.Clinic.Invite(role, login, steward);
        var client = Keep(await Enrolment.Join(NewApi(), link, login, Password, code, TimeProvider.System));
        await inviter.Clinic.ConfirmJoined();
        await client.Directory.Refresh();
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients) await client.DisposeAsync();
        foreach (var connection in connections) connection.Dispose();
        script.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task Copy(string[] arguments)
    {
        var (code, said) = await Command.Run("dotnet", [Repository.Program, .. arguments]);
        Assert.True(code == 0, said);
        Assert.Contains("Every hash holds.", said, StringComparison.Ordinal);
    }

    private CareApi NewApi()
    {
        var http = new HttpClient { BaseAddress = Balancer };
        connections.Add(http);
        return new CareApi(http);
    }

    private CareClient Keep(CareClient client)
    {
        clients.Add(client);
        return client;
    }

    private static Uri Last(string line) => new(line.Split(' ')[^1]);
}
