using System.Globalization;
using System.Security.Cryptography;

namespace CareConnect.Faults.Tests.History;

/// <summary>
/// Real nodes and real clients, to which everything happens that happens to machines and networks: nothing acknowledged is
/// lost, doubled or reordered, and no alert falls silent.
/// </summary>
public sealed class HistoryTests(ITestOutputHelper output)
{
    /// <summary>A run that is to be told again.</summary>
    private const string Seed = "CARECONNECT_FAULTS_SEED";

    /// <summary>How often all faults happen. Unless told, a few of them happen once; which ones, the seed says.</summary>
    private const string Rounds = "CARECONNECT_FAULTS_ROUNDS";

    private const int Few = 5;

    [Fact(Timeout = 24 * 60 * 60 * 1000)]
    public Task One_node_on_SQLite() => Prove(Topology.OneNode, [.. Fault.OfANode, .. Fault.OfSqlite], TestContext.Current.CancellationToken);

    [Fact(Timeout = 24 * 60 * 60 * 1000)]
    public Task Two_nodes_on_SQLite_with_Redis() =>
        Prove(Topology.TwoNodes, [.. Fault.OfANode, .. Fault.OfSqlite, .. Fault.OfRedis], TestContext.Current.CancellationToken);

    [Fact(Timeout = 24 * 60 * 60 * 1000)]
    public Task Two_nodes_on_PostgreSQL_with_Redis() =>
        Prove(Topology.TwoNodesOnPostgres, [.. Fault.OfANode, .. Fault.OfRedis, .. Fault.OfPostgres], TestContext.Current.CancellationToken);

    private async Task Prove(Func<Topology> topology, IReadOnlyList<Fault> faults, CancellationToken stop)
    {
        var seed = Setting(Seed) ?? RandomNumberGenerator.GetInt32(1_000_000);
        var rounds = Setting(Rounds);
        Say($"seed {seed}: told again with {Seed}={seed}{(rounds is null ? "" : $" {Rounds}={rounds}")}");
        var random = new Random(seed);
        Fault[] order = [.. Enumerable.Range(0, rounds ?? 1).SelectMany(_ => faults.OrderBy(_ => random.Next()).Take(rounds is null ? Few : faults.Count).ToList())];
        await using var at = topology();
        try
        {
            var broken = await new HistoryRun(at, order, seed, Say).Run(stop);
            Assert.True(broken.Count == 0, $"seed {seed}: {broken.Count} breaches\n{string.Join('\n', broken.Take(40))}");
        }
        catch (Exception)
        {
            foreach (var node in at.Nodes) Say(node.Log);
            if (at.Postgres is { } postgres) Say(postgres.Log);
            throw;
        }
    }

    private static int? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : null;

    private void Say(string words)
    {
        output.WriteLine(words);
        TestContext.Current.SendDiagnosticMessage(words);
    }
}
