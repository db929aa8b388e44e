using System.Globalization;
using CareConnect.Load.Founding;
using CareConnect.Load.Systems;

namespace CareConnect.Load.Measures;

/// <summary>The hot path alone, beside raw SignalR, in a minute: for whoever works on it. Writes no results.</summary>
internal static class Hot
{
    public static async Task Run(Options options)
    {
        var (warm, window) = options.Quick ? (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)) : (TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(5));
        var workload = await Clinics.For(100, options.Quick ? 40_000 : 160_000, Store.Sqlite);
        IContender[] contenders = [RawSignalR.InMemory, CareConnectNodes.OnSqlite];
        var rates = contenders.ToDictionary(contender => contender, _ => new List<double>());
        for (var turn = 0; turn < options.Times; turn++)
        {
            foreach (var contender in contenders)
            {
                var figures = await ClosedLoop.Measure(contender, workload, warm, window);
                rates[contender].Add(figures.PerSecond);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {contender.Name,-22} {figures.PerSecond,8:F0} msg/s   processor per message: server {figures.ServerMicroseconds,6:F0} µs, load {figures.LoadMicroseconds,4:F0} µs   p50 {figures.MedianMs,6:F1} ms, p99 {figures.P99Ms,6:F1} ms   {figures.Faults}"));
            }
        }

        var ratio = Statistics.Ratio(new Sample(rates[contenders[1]]), new Sample(rates[contenders[0]]));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  CareConnect / raw SignalR: {ratio.Median:F3} ({ratio.Least:F3} to {ratio.Most:F3})"));
    }
}
