using System.Globalization;
using CareConnect.Load.Founding;
using CareConnect.Load.Systems;

namespace CareConnect.Load.Measures;

/// <summary>What a message costs when a million others are stored already, beside a thousand.</summary>
internal static class Stored
{
    public static async Task<Section> Run(Options options)
    {
        var (few, many) = options.Quick ? (100, 2_000) : (1_000, 1_000_000);
        var (warm, window) = options.Quick ? (TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1)) : (TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(10));
        var workload = await Clinics.For(options.Quick ? 20 : 100, options.Quick ? 20_000 : 200_000, Store.Sqlite);
        var (young, old) = (await Seeded(workload, few), await Seeded(workload, many));
        var (at, then) = (new List<ClosedLoopFigures>(), new List<ClosedLoopFigures>());
        for (var turn = 0; turn < options.Times; turn++)
        {
            at.Add(await ClosedLoop.Measure(CareConnectNodes.OnSqlite, young, warm, window));
            then.Add(await ClosedLoop.Measure(CareConnectNodes.OnSqlite, old, warm, window));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"  {few:N0} stored: {at[^1].PerSecond:N0} msg/s {at[^1].Faults}, {many:N0} stored: {then[^1].PerSecond:N0} msg/s {then[^1].Faults}"));
        }

        var table = new Table("messages stored", "messages a second", "µs for a message", "processor, µs a message", "lost, doubled, refused");
        foreach (var (count, seen) in new[] { (few, at), (many, then) })
        {
            Sample Of(Func<ClosedLoopFigures, double> figure) => new([.. seen.Select(figure)]);
            table.Row(
                count.ToString("N0", CultureInfo.InvariantCulture), Results.Spread(Of(one => one.PerSecond)), Results.Spread(Of(one => 1e6 / one.PerSecond)),
                Results.Spread(Of(one => one.ServerMicroseconds)), string.Join("; ", seen.Select(one => one.Faults).OfType<string>().DefaultIfEmpty("none")));
        }

        Sample Cost(List<ClosedLoopFigures> seen) => new([.. seen.Select(one => 1 / one.PerSecond)]);
        return new Section("A message among a million", $"""
            The closed loop of above with 100 connections on SQLite, in a clinic that was filled beforehand: entries written into its threads with the hashes
            that chain them, with a queue item and its three decisions for every four of them, as posting them leaves behind.

            {table}
            """, [Goal.AtMost(
                string.Create(CultureInfo.InvariantCulture, $"cost of a message at {many:N0} stored / at {few:N0} stored"), Statistics.Ratio(Cost(then), Cost(at)), 1.2)]);
    }

    // Each thread gets its first item, decisions and events by posting, from the end of what was sealed: the measurement begins at its start.
    private static async Task Begin(Workload workload, string clinic)
    {
        var place = await Place.Open(clinic, clinic, Store.Sqlite);
        await using var running = new Running(
            Scratch.New("filling"), [await CareConnectNodes.Launch(place)], place.Behind, (_, _) => throw new NotSupportedException(), (_, _) => throw new NotSupportedException());
        var last = (workload.Messages.Supply / 4) - 1;
        await Filling.Fill(workload, running, 4, from: 4 * last);
    }

    // Kept beside the clinic that it is made of: a fresh clinic is filled anew.
    private static async Task<Workload> Seeded(Workload workload, int count)
    {
        var clinic = workload.Clinic(Store.Sqlite);
        var folder = string.Create(CultureInfo.InvariantCulture, $"{clinic.Folder}-{count}");
        if (!Directory.Exists(folder))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Filling a clinic with {count:N0} messages …"));
            if (Directory.Exists(folder + ".filling")) Directory.Delete(folder + ".filling", recursive: true);
            Scratch.Copy(clinic.Folder, folder + ".filling");
            await Begin(workload, folder + ".filling");
            await Seed.Fill(Path.Combine(folder + ".filling", "data", "care.db"), clinic, count);
            Directory.Move(folder + ".filling", folder);
        }

        return new Workload(workload.Cast, new Dictionary<Store, Clinic> { [Store.Sqlite] = clinic with { Folder = folder } });
    }
}
