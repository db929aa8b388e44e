using System.Globalization;
using System.Text;
using CareConnect.Load.Founding;
using CareConnect.Load.Systems;

namespace CareConnect.Load.Measures;

/// <summary>Closed loop with 100 and 1,000 connections, everything in turns.</summary>
internal static class Throughput
{
    private static readonly IContender[] Contenders =
    [
        RawSignalR.InMemory, CareConnectNodes.OnSqlite, CareConnectNodes.OnPostgres, RawSignalR.Two, CareConnectNodes.Two,
        SocketIo.InMemory, SocketIo.Two, Xmpp.Prosody, Xmpp.Ejabberd,
    ];

    public static async Task<Section> Run(Options options)
    {
        var text = new StringBuilder();
        text.Append(
            """
            Closed loop. One therapist for every nine patients; each patient has a thread with their therapist, who answers every fourth message.
            In every thread the next message goes out when the one before is both acknowledged and with its reader. A message is 1 KiB, sealed and
            signed before the run; the other systems carry as many bytes. CareConnect acknowledges what is verified, triaged, committed and flushed.
            XMPP servers acknowledge by XEP-0198 what they have taken over and archived; the rest store nothing.

            """);
        var goals = new List<Goal>();
        foreach (var connections in options.Quick ? [20] : (int[])[100, 1000])
        {
            var rates = await Turns(options, connections, text);
            Sample Ratio(IContender of, IContender to) => Statistics.Ratio(rates[of], rates[to]);
            var at = string.Create(CultureInfo.InvariantCulture, $"{connections:N0} connections");
            // The better of the two in each turn.
            var archive = new Sample([.. rates[Xmpp.Prosody].Values.Zip(rates[Xmpp.Ejabberd].Values, Math.Max)]);
            goals.AddRange([
                Goal.AtLeast($"one node on SQLite / raw in-memory SignalR, {at}", Ratio(CareConnectNodes.OnSqlite, RawSignalR.InMemory), 0.30),
                Goal.AtLeast($"two nodes, PostgreSQL and Redis / raw SignalR on two nodes with the stock Redis backplane, {at}", Ratio(CareConnectNodes.Two, RawSignalR.Two), 0.50),
                Goal.AtLeast($"two nodes, PostgreSQL and Redis / socket.io on two nodes with its Redis adapter, {at}", Ratio(CareConnectNodes.Two, SocketIo.Two), 1.0),
                Goal.AtLeast($"one node on SQLite / the better of prosody and ejabberd with archive, {at}", Statistics.Ratio(rates[CareConnectNodes.OnSqlite], archive), 4)]);
        }

        return new Section("Messages a second", text.ToString(), goals);
    }

    private static async Task<Dictionary<IContender, Sample>> Turns(Options options, int connections, StringBuilder text)
    {
        var (warm, window) = options.Quick ? (TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1)) : (TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(10));
        var workload = await Clinics.For(connections, options.Quick ? 20_000 : 200_000, Store.Sqlite, Store.Postgres);
        var figures = Contenders.ToDictionary(contender => contender, _ => new List<ClosedLoopFigures>());
        for (var turn = 0; turn < options.Times; turn++)
        {
            foreach (var contender in Contenders)
            {
                var seen = await ClosedLoop.Measure(contender, workload, warm, window);
                figures[contender].Add(seen);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {connections,5} {contender.Name,-26} {seen.PerSecond,8:N0} msg/s  {seen.Faults}"));
            }
        }

        var table = new Table(
            string.Create(CultureInfo.InvariantCulture, $"{connections:N0} connections"), "messages a second", "send to receive, median ms", "p99 ms", "processor, µs a message", "of the load generator, µs", "lost, doubled, refused");
        foreach (var (contender, seen) in figures)
        {
            Sample Of(Func<ClosedLoopFigures, double> figure) => new([.. seen.Select(figure)]);
            table.Row(
                contender.Name, Results.Spread(Of(one => one.PerSecond)), Results.Spread(Of(one => one.MedianMs), "N1"), Results.Spread(Of(one => one.P99Ms), "N1"),
                Results.Spread(Of(one => one.ServerMicroseconds)), Results.Spread(Of(one => one.LoadMicroseconds)),
                string.Join("; ", seen.Select(one => one.Faults).OfType<string>().DefaultIfEmpty("none")));
        }

        text.Append('\n').Append(table);
        return figures.ToDictionary(pair => pair.Key, pair => new Sample([.. pair.Value.Select(one => one.PerSecond)]));
    }
}
