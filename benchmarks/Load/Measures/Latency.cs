using System.Globalization;
using System.Text;
using CareConnect.Load.Founding;
using CareConnect.Load.Systems;

namespace CareConnect.Load.Measures;

/// <summary>Open loop at three rates, everything in turns.</summary>
internal static class Latency
{
    private static readonly IContender[] Contenders =
    [
        RawSignalR.InMemory, CareConnectNodes.OnSqlite, CareConnectNodes.OnPostgres, RawSignalR.Two, CareConnectNodes.Two, SocketIo.Two,
    ];

    public static async Task<Section> Run(Options options)
    {
        var (warm, window) = options.Quick ? (TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1)) : (TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(12));
        var workload = await Clinics.For(options.Quick ? 20 : 100, options.Quick ? 20_000 : 200_000, Store.Sqlite, Store.Postgres);
        var text = new StringBuilder();
        text.Append(
            """
            Open loop, 100 connections: messages are due at even times, whatever became of the ones before, and every time counts from when its
            message was due. How late the generator itself was is in its own column, and in all others.

            """);
        var goals = new List<Goal>();
        foreach (var rate in options.Quick ? [50, 100] : (int[])[500, 2000, 5000])
        {
            var figures = Contenders.ToDictionary(contender => contender, _ => new List<OpenLoopFigures>());
            for (var turn = 0; turn < options.Times; turn++)
            {
                foreach (var contender in Contenders)
                {
                    var seen = await OpenLoop.Measure(contender, workload, rate, warm, window);
                    figures[contender].Add(seen);
                    Console.WriteLine(string.Create(
                        CultureInfo.InvariantCulture, $"  {rate,5}/s {contender.Name,-26} p50 {seen.P50Ms,8:N2} ms, p99 {seen.P99Ms,8:N2} ms  {seen.Faults}"));
                }
            }

            var table = new Table(
                string.Create(CultureInfo.InvariantCulture, $"{rate:N0} messages a second"), "came in the end, a second", "median ms", "p99 ms", "p99.9 ms", "acknowledged, p99 ms", "generator late, p99 ms", "lost, doubled, refused");
            foreach (var (contender, seen) in figures)
            {
                Sample Of(Func<OpenLoopFigures, double> figure) => new([.. seen.Select(figure)]);
                table.Row(
                    contender.Name, Results.Spread(Of(one => one.Delivered)), Results.Spread(Of(one => one.P50Ms), "N2"), Results.Spread(Of(one => one.P99Ms), "N2"),
                    Results.Spread(Of(one => one.P999Ms), "N2"), Results.Spread(Of(one => one.AckP99Ms), "N2"), Results.Spread(Of(one => one.LateP99Ms), "N2"),
                    string.Join("; ", seen.Select(one => one.Faults).OfType<string>().DefaultIfEmpty("none")));
            }

            text.Append('\n').Append(table);
            if (rate is not 2000 && !options.Quick) continue;
            Sample P99(IContender contender) => new([.. figures[contender].Select(one => one.P99Ms)]);
            goals.Add(Goal.AtMost(
                string.Create(CultureInfo.InvariantCulture, $"p99 send to receive at {rate:N0} messages a second on SQLite / raw SignalR's p99"),
                Statistics.Ratio(P99(CareConnectNodes.OnSqlite), P99(RawSignalR.InMemory)), 10));
        }

        return new Section("From send to receive", text.ToString(), goals);
    }
}
