using CareConnect.Load.Founding;
using CareConnect.Load.Wire;

namespace CareConnect.Load.Systems;

/// <summary>XMPP servers that keep every message in their archive (XEP-0313), from Debian's packages.</summary>
internal sealed class Xmpp : IContender
{
    private readonly Func<string, Task<(Node Node, ServerProcess[] Behind, Func<Task<long>> Stored)>> launch;

    private Xmpp(string name, Func<string, Task<(Node Node, ServerProcess[] Behind, Func<Task<long>> Stored)>> launch) => (Name, this.launch) = (name, launch);

    /// <summary>With its archive in files, which is the faster of its stores.</summary>
    public static Xmpp Prosody { get; } = new("prosody, with archive", LaunchProsody);

    /// <summary>With its archive in PostgreSQL.</summary>
    public static Xmpp Ejabberd { get; } = new("ejabberd, with archive", LaunchEjabberd);

    public string Name { get; }

    public int Supply(Workload workload) => workload.Endless;

    public async Task<IRunning> Start(Workload workload)
    {
        var folder = Scratch.New("xmpp");
        var (node, behind, stored) = await launch(folder);
        return new Running(folder, [node], behind, 
            (recorder, ports) => Connect(workload, recorder, ports),
            async (number, port) => await Client.Open(port, $"device{number}", workload.Cast, workload.Messages, new Recorder(0, 0)), stored);
    }

    private static async Task<(Node Node, ServerProcess[] Behind, Func<Task<long>> Stored)> LaunchProsody(string folder)
    {
        var port = ServerProcess.FreePort();
        await File.WriteAllTextAsync(Path.Combine(folder, "prosody.cfg.lua"), $$"""
            run_as_root = true
            pidfile = "{{folder}}/prosody.pid"
            data_path = "{{folder}}/data"
            log = { warn = "{{folder}}/prosody.log" }
            network_backend = "epoll"
            interfaces = { "127.0.0.1" }
            c2s_ports = { {{port}} }
            s2s_ports = {}
            modules_enabled = { "saslauth", "register", "roster", "smacks", "mam" }
            modules_disabled = { "s2s" }
            allow_registration = true
            authentication = "internal_plain"
            c2s_require_encryption = false
            allow_unencrypted_plain_auth = true
            storage = { archive = "internal" }
            default_archive_policy = true
            archive_expires_after = "never"
            VirtualHost "localhost"
            """);
        Directory.CreateDirectory(Path.Combine(folder, "data"));
        var process = ServerProcess.Start(folder, Path.Combine(folder, "console.log"), null, "prosody", "-F", "--config", Path.Combine(folder, "prosody.cfg.lua"));
        await process.Listens(port);
        // Both sides have an archive, and each message is in both.
        return (new Node(process, port), [], () => Task.FromResult(Items(Path.Combine(folder, "data")) / 2));
    }

    private static async Task<(Node Node, ServerProcess[] Behind, Func<Task<long>> Stored)> LaunchEjabberd(string folder)
    {
        var port = ServerProcess.FreePort();
        var (postgres, database) = await Backing.Postgres(folder, Path.Combine(folder, "cluster"));
        await Backing.SqlFile(database, "postgres", "/usr/share/ejabberd/sql/pg.sql");
        var settings = Path.Combine(folder, "ejabberd.yml");
        await File.WriteAllTextAsync(settings, $$"""
            hosts: [localhost]
            loglevel: warning
            listen:
              - port: {{port}}
                ip: "127.0.0.1"
                module: ejabberd_c2s
                starttls: false
                shaper: none
            auth_method: internal
            auth_password_format: plain
            disable_sasl_mechanisms: [digest-md5, x-oauth2]
            registration_timeout: infinity
            access_rules:
              local: { allow: all }
            sql_type: pgsql
            sql_server: "127.0.0.1"
            sql_port: {{database}}
            sql_database: postgres
            sql_username: postgres
            sql_password: none
            sql_pool_size: 10
            modules:
              mod_mam: { db_type: sql, default: always, request_activates_archiving: false, assume_mam_usage: true }
              mod_register: { ip_access: all, access: all, registration_watchers: [] }
              mod_roster: {}
              mod_stream_mgmt: { max_ack_queue: infinity, ack_timeout: infinity }
            """);
        var spool = Path.Combine(folder, "spool");
        Directory.CreateDirectory(spool);
        var process = ServerProcess.Start(
            folder, Path.Combine(folder, "console.log"),
            new Dictionary<string, string>
            {
                ["ERL_LIBS"] = Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu").First(folder => Directory.EnumerateDirectories(folder, "ejabberd-*").Any()), ["EJABBERD_CONFIG_PATH"] = settings, ["EJABBERD_LOG_PATH"] = Path.Combine(folder, "ejabberd.log"),
                ["ERL_MAX_PORTS"] = "32000", ["ERL_MAX_ETS_TABLES"] = "1400", ["HOME"] = folder,
            },
            "erl", "+K", "true", "+P", "250000", "-noinput", "-mnesia", "dir", $"\"{spool}\"", "-s", "ejabberd");
        await process.Listens(port);
        return (new Node(process, port), [postgres], async () => await Backing.Count(database, "postgres", "SELECT COUNT(*) FROM archive") / 2);
    }

    private static long Items(string data) => Directory.EnumerateFiles(data, "*.list", SearchOption.AllDirectories)
        .Where(file => file.Contains("archive", StringComparison.Ordinal))
        .Sum(file => File.ReadLines(file).LongCount(line => line.StartsWith("item(", StringComparison.Ordinal)));

    private static async Task<IFleet> Connect(Workload workload, Recorder recorder, IReadOnlyList<int> ports) => await Fleet<Client>.Open(
        workload.Cast,
        ports,
        (number, port) => Client.Open(port, Therapist(number), workload.Cast, workload.Messages, recorder),
        (number, port) => Client.Open(port, Patient(number), workload.Cast, workload.Messages, recorder),
        (connection, thread, sequence) => connection.Post(thread, sequence));

    private static string Therapist(int number) => $"therapist{number}";

    private static string Patient(int number) => $"patient{number}";

    private sealed class Client(Cast cast, SealedMessages messages, Recorder recorder) : XmppConnection
    {
        public static async Task<Client> Open(int port, string name, Cast cast, SealedMessages messages, Recorder recorder)
        {
            var connection = new Client(cast, messages, recorder);
            await connection.Open(port, name);
            return connection;
        }

        public void Post(int thread, int sequence) => Post(
            thread, sequence, Cast.IsAnswer(sequence) ? Patient(thread) : Therapist(cast.TherapistOf(thread)),
            Convert.ToBase64String(messages.Plain(thread, sequence)));

        protected override void Acknowledged(int thread, int sequence) => recorder.Acknowledged(thread, sequence);

        protected override void Came(int thread, int sequence) => recorder.Delivered(thread, sequence);
    }
}
