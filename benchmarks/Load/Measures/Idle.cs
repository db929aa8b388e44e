using System.Globalization;
using CareConnect.Load.Founding;
using CareConnect.Load.Systems;
using CareConnect.Load.Wire;

namespace CareConnect.Load.Measures;

/// <summary>What one more connection costs in memory that says nothing.</summary>
internal static class Idle
{
    private static readonly IContender[] Contenders = [RawSignalR.InMemory, CareConnectNodes.OnSqlite, SocketIo.InMemory];

    public static async Task<Section> Run(Options options)
    {
        var (few, many, settle) = options.Quick ? (20, 100, TimeSpan.FromSeconds(1)) : (1_000, 10_000, TimeSpan.FromSeconds(15));
        var workload = await Clinics.For(options.Quick ? 20 : 1000, options.Quick ? 20_000 : 200_000, Store.Sqlite);
        var found = Contenders.ToDictionary(contender => contender, _ => (Standing: new List<double>(), Collected: new List<double>()));
        for (var turn = 0; turn < options.Times; turn++)
        {
            foreach (var contender in Contenders)
            {
                var (standing, collected) = await Measure(contender, workload, few, many, settle);
                found[contender].Standing.Add(standing);
                found[contender].Collected.Add(collected);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {contender.Name,-26} {standing / 1024,6:N1} KiB a connection, {collected / 1024,6:N1} after a collection"));
            }
        }

        var table = new Table("", "KiB for a connection", "after a full collection, KiB");
        foreach (var (contender, (standing, collected)) in found)
            table.Row(contender.Name, Results.Spread(In(standing), "N1"), contender == SocketIo.InMemory ? "" : Results.Spread(In(collected), "N1"));

        var text = string.Create(CultureInfo.InvariantCulture, $"""
            Private resident memory of the server process with {many:N0} idle connections less that with {few:N0}, for each of those between. A device of
            CareConnect is signed in, has named its key and has looked into its thread; of the others it has joined a room. Ten devices share a person. The
            second figure is taken after a full collection of garbage, which leaves what the connections themselves hold: a server that is left alone
            collects when it needs to.

            {table}
            """);
        Sample Of(IContender contender) => new(found[contender].Collected);
        return new Section("Memory of an idle connection", text, [Goal.AtMost("bytes for an idle connection / raw SignalR's", Statistics.Ratio(Of(CareConnectNodes.OnSqlite), Of(RawSignalR.InMemory)), 1.2)]);
    }

    private static async Task<(double Standing, double Collected)> Measure(IContender contender, Workload workload, int few, int many, TimeSpan settle)
    {
        await using var running = await contender.Start(workload);
        var open = new Connection[many];
        using var heartbeat = new Heartbeat(() => open.Where(connection => connection is not null));
        var isDotnet = contender != SocketIo.InMemory;
        try
        {
            await Open(0, few);
            var (before, beforeCollected) = await Read();
            await Open(few, many);
            var (after, afterCollected) = await Read();
            if (open.FirstOrDefault(connection => connection.Broken is not null) is { } broken) throw new InvalidOperationException("An idle connection broke.", broken.Broken);
            return ((double)(after - before) / (many - few), (double)(afterCollected - beforeCollected) / (many - few));
        }
        finally
        {
            foreach (var connection in open) connection?.Dispose();
        }

        Task Open(int from, int until) => Parallel.ForAsync(from, until, Scratch.Width, async (number, _) => open[number] = await running.Open(number));

        async Task<(long Standing, long Collected)> Read()
        {
            await Task.Delay(settle);
            var standing = Processes.PrivateBytes(running.Processes);
            if (!isDotnet) return (standing, standing);
            foreach (var process in running.Processes) await Collection.Force(process);
            await Task.Delay(settle / 3);
            return (standing, Processes.PrivateBytes(running.Processes));
        }
    }

    private static Sample In(List<double> bytes) => new([.. bytes.Select(value => value / 1024)]);
}
