using System.Text.RegularExpressions;

namespace CareConnect.Ops.Tests;

/// <summary>
/// <c>docker-compose.yml</c>, as docker-compose itself reads it. No engine is at hand where these tests run: that the images
/// build and start is not shown here; <see cref="TopologyTests"/> runs the same parts as processes.
/// </summary>
public sealed partial class ComposeTests : IDisposable
{
    private const string Compose = "/usr/bin/docker-compose";
    private static readonly string[] Nodes = ["node1", "node2"];

    private readonly string secrets = Directory.CreateTempSubdirectory("secrets").FullName;

    public void Dispose() => Directory.Delete(secrets, recursive: true);

    [Fact]
    public async Task It_is_read_without_complaint_and_has_all_parts()
    {
        var config = await Config();

        Assert.Superset(new HashSet<string> { "balancer", "node1", "node2", "postgres", "redis" }, Children(config, "services").ToHashSet());
    }

    [Fact]
    public async Task Its_nodes_may_write_nowhere_and_do_nothing_but_serve()
    {
        var config = await Config();

        foreach (var node in Nodes)
        {
            var service = Section(config, "services", node);
            Assert.Contains("read_only: true", service, StringComparison.Ordinal);
            Assert.Contains("- ALL", Section(config, "services", node, "cap_drop"), StringComparison.Ordinal);
            Assert.Contains("no-new-privileges:true", service, StringComparison.Ordinal);
            Assert.Contains("/health", Repository.Text("src", "Web", "Health", "AskHealth.cs"), StringComparison.Ordinal);
            Assert.Contains("- healthy", Section(config, "services", node, "healthcheck"), StringComparison.Ordinal);
            Assert.Contains("condition: service_healthy", Section(config, "services", node, "depends_on"), StringComparison.Ordinal);
            // Longer than the 25 seconds in which its devices move.
            Assert.Matches("stop_grace_period: (1m|60s)", service);
        }
    }

    [Fact]
    public async Task Every_part_that_runs_has_a_root_file_system_that_is_not_written()
    {
        var config = await Config();

        Assert.All(Children(config, "services"), service =>
            Assert.Contains("read_only: true", Section(config, "services", service), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_the_balancer_is_reached_from_outside_and_what_keeps_data_reaches_nobody()
    {
        var config = await Config();

        Assert.Equal(["balancer"], Children(config, "services").Where(service => Section(config, "services", service).Contains("ports:", StringComparison.Ordinal)));
        Assert.Contains("internal: true", Section(config, "networks", "inside"), StringComparison.Ordinal);
        Assert.All((string[])["postgres", "redis"], service => Assert.Equal(["inside"], Children(config, "services", service, "networks")));
    }

    [Fact]
    public async Task The_nodes_believe_the_balancer_and_the_balancer_knows_the_nodes()
    {
        var config = await Config();

        var balancer = Address(config, "balancer");
        Assert.All(Nodes, node => Assert.Contains($"Proxies__0: {balancer}\n", Section(config, "services", node) + "\n", StringComparison.Ordinal));
        Assert.Equal(
            Nodes.Select(node => Address(config, node) + ":8080").Order(),
            Upstream().Matches(Repository.Text("ops", "nginx", "nginx.conf")).Select(server => server.Groups[1].Value).Order());
    }

    [Fact]
    public async Task Secrets_are_files_and_stand_nowhere_else()
    {
        var config = await Config();
        var made = Directory.GetFiles(secrets).ToDictionary(file => Path.GetFileName(file)!, File.ReadAllText);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, Mode(secrets));
        Assert.All(Children(config, "secrets"), secret =>
            Assert.Contains(Path.GetFileName(SecretFile().Match(Section(config, "secrets", secret)).Groups[1].Value), made.Keys));
        foreach (var (_, secret) in made) Assert.DoesNotContain(secret.Trim(), config, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)password: *[^ \n]", config);
        // What the nodes are given to open the database is what the database was given.
        Assert.Contains($"Password={made["postgres_password"].Trim()}", made["ConnectionStrings__Clinic"], StringComparison.Ordinal);
        Assert.Contains(made["redis_password"].Trim(), made["redis.conf"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_that_are_there_are_kept()
    {
        await MakeSecrets();
        var before = Directory.GetFiles(secrets).Order().Select(File.ReadAllText).ToList();

        await MakeSecrets();

        Assert.Equal(before, Directory.GetFiles(secrets).Order().Select(File.ReadAllText));
    }

    [Fact]
    public async Task Nginx_takes_the_balancers_settings()
    {
        Assert.SkipUnless(File.Exists(Topology.Nginx), $"{Topology.Nginx} is not installed (apt-get install nginx).");
        await MakeSecrets();
        var settings = Repository.Text("ops", "nginx", "nginx.conf")
            .Replace("/run/secrets", secrets, StringComparison.Ordinal)
            .Replace("/run/nginx.pid", Path.Combine(secrets, "pid"), StringComparison.Ordinal)
            .Replace("/etc/nginx/careconnect.conf", Repository.PathOf("ops", "nginx", "careconnect.conf"), StringComparison.Ordinal)
            .Replace("/dev/stdout", "/dev/null", StringComparison.Ordinal);
        var file = Path.Combine(secrets, "nginx.conf");
        await File.WriteAllTextAsync(file, settings, TestContext.Current.CancellationToken);

        var (code, said) = await Command.Run(Topology.Nginx, ["-t", "-p", secrets, "-c", file, "-e", "stderr"]);

        Assert.True(code == 0, said);
    }

    [Fact]
    public void The_image_takes_what_is_there_runs_as_nobody_special_and_asks_for_its_health()
    {
        var stages = Regex.Split(Repository.Text("Dockerfile"), "(?m)^FROM ");
        var last = stages[^1];
        var ignored = Repository.Text(".dockerignore").Split('\n', StringSplitOptions.RemoveEmptyEntries);

        var copied = Copied().Matches(string.Concat(stages)).SelectMany(copy => copy.Groups[1].Value.Split(' ')).Where(path => path != ".").ToList();
        Assert.NotEmpty(copied);
        Assert.All(copied, path => Assert.True(Path.Exists(Repository.PathOf(path)), path));
        Assert.All(copied, path => Assert.DoesNotContain(path, ignored));
        Assert.Contains("ops/secrets", ignored);
        Assert.Matches(@"(?m)^USER \$APP_UID$", last);
        Assert.Matches(@"(?m)CMD \[""dotnet"", ""CareConnect.Web.dll"", ""healthy""", last);
        Assert.Equal(4, stages.Length);
    }

    private async Task<string> Config()
    {
        Assert.SkipUnless(File.Exists(Compose), $"{Compose} is not installed (apt-get install docker-compose).");
        await MakeSecrets();
        var (code, said) = await Command.Run(Compose, ["-f", Repository.PathOf("docker-compose.yml"), "config"], ("SECRETS", secrets));
        Assert.True(code == 0, said);
        return said;
    }

    private async Task MakeSecrets()
    {
        var (code, said) = await Command.Run(Repository.PathOf("ops", "make-secrets"), [secrets]);
        Assert.True(code == 0, said);
    }

    private static UnixFileMode Mode(string path) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path);

    private static string Address(string config, string service) =>
        Ipv4().Match(Section(config, "services", service, "networks", "inside")).Groups[1].Value;

    /// <summary>What docker-compose prints is YAML of two spaces a level: the lines below this path, one level up.</summary>
    private static string Section(string yaml, params string[] path) => path.Aggregate(yaml, (text, name) =>
    {
        var lines = text.Split('\n');
        var at = Array.FindIndex(lines, line => line.StartsWith(name + ":", StringComparison.Ordinal));
        Assert.True(at >= 0, $"{name} is missing in\n{text}");
        return string.Join('\n', lines.Skip(at + 1)
            .TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal) || line.StartsWith("- ", StringComparison.Ordinal))
            .Select(line => line.StartsWith("  ", StringComparison.Ordinal) ? line[2..] : line));
    });

    private static IEnumerable<string> Children(string yaml, params string[] path) =>
        Section(yaml, path).Split('\n').Where(line => line.Length > 0 && line[0] is not (' ' or '-')).Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]);

    [GeneratedRegex(@"server ([0-9.:]+) ")]
    private static partial Regex Upstream();

    [GeneratedRegex(@"ipv4_address: ([0-9.]+)")]
    private static partial Regex Ipv4();

    [GeneratedRegex(@"file: (\S+)")]
    private static partial Regex SecretFile();

    [GeneratedRegex(@"(?m)^COPY (?!--from)(.+) \S+$")]
    private static partial Regex Copied();
}
