using System.Diagnostics;
using System.Globalization;
using CareConnect.Load.Founding;
using CareConnect.Load.Systems;
using CareConnect.Load.Wire;

namespace CareConnect.Load.Measures;

/// <summary>Everybody comes back at once to a server that has just been started.</summary>
internal static class Storm
{
    private static readonly IContender[] Contenders = [RawSignalR.InMemory, CareConnectNodes.OnSqlite];

    public static async Task<Section> Run(Options options)
    {
        var many = options.Quick ? 100 : 5_000;
        var workload = await Clinics.For(options.Quick ? 20 : 1000, options.Quick ? 20_000 : 200_000, Store.Sqlite);
        var found = Contenders.ToDictionary(contender => contender, _ => new List<Back>());
        for (var turn = 0; turn < options.Times; turn++)
        {
            foreach (var contender in Contenders)
            {
                var back = await Measure(contender, workload, many);
                found[contender].Add(back);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {contender.Name,-26} median {back.Median,6:N2} s, all {back.Last,6:N2} s, {back.Again:N0} tried again"));
            }
        }

        var table = new Table("", "half are back, s", "99% are back, s", "all are back, s", "tries that were refused", "peak memory, MiB");
        foreach (var (contender, seen) in found)
        {
            Sample Of(Func<Back, double> figure) => new([.. seen.Select(figure)]);
            table.Row(
                contender.Name, Results.Spread(Of(one => one.Median), "N2"), Results.Spread(Of(one => one.P99), "N2"), Results.Spread(Of(one => one.Last), "N2"),
                Results.Spread(Of(one => one.Again)), Results.Spread(Of(one => one.PeakMiB)));
        }

        return new Section("A reconnect storm", string.Create(CultureInfo.InvariantCulture, $"""
            {many:N0} devices dial in the same instant, against a server that has just been started. A device of CareConnect is back when it is signed in,
            has named its key and has fetched what it missed; of raw SignalR when it has joined its group. Who is refused tries again after a random part of a
            second, and of what the server asks.

            {table}
            """), []);
    }

    private static async Task<Back> Measure(IContender contender, Workload workload, int many)
    {
        await using var running = await contender.Start(workload);
        var (took, open, again) = (new double[many], new Connection[many], 0L);
        using var heartbeat = new Heartbeat(() => open.Where(connection => connection is not null));
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, many).Select(async number =>
        {
            var luck = new Random(number);
            while (true)
            {
                try
                {
                    open[number] = await running.Open(number);
                    took[number] = Stopwatch.GetElapsedTime(start).TotalSeconds;
                    return;
                }
                catch (Exception refused) when (refused is IOException or System.Net.Sockets.SocketException && Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(2))
                {
                    Interlocked.Increment(ref again);
                    await Task.Delay(TimeSpan.FromSeconds(0.2 + luck.NextDouble()));
                }
            }
        }));
        var peak = Processes.PeakBytes(running.Processes) / 1024.0 / 1024.0;
        foreach (var connection in open) connection.Dispose();
        double[] sorted = [.. took.Order()];
        return new Back(Statistics.Percentile(sorted, 0.5), Statistics.Percentile(sorted, 0.99), sorted[^1], again, peak);
    }

    private sealed record Back(double Median, double P99, double Last, long Again, double PeakMiB);
}
