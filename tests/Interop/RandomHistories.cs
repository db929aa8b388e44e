using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;

namespace CareConnect.Interop.Tests;

/// <summary>
/// C# and TypeScript live through random histories together, each device with its own keys, on a server that checks everything.
/// CARECONNECT_INTEROP_SEED replays a run, CARECONNECT_INTEROP_HISTORIES makes it shorter or longer.
/// </summary>
public sealed class RandomHistories(PeerBuild build, ITestOutputHelper output)
{
    private const int HistoriesInAWorld = 5;

    private static readonly string[] Acts = ["adds", "and", "begins", "cannot", "crashes", "is", "loses", "removes", "repairs", "shares", "takes", "writes"];

    private static readonly int Lanes = Math.Clamp(Environment.ProcessorCount, 2, 8);

    [Fact]
    public async Task Both_languages_read_the_same_and_removed_members_nothing_later()
    {
        var seed = Setting("CARECONNECT_INTEROP_SEED", RandomNumberGenerator.GetInt32(int.MaxValue));
        var histories = Setting("CARECONNECT_INTEROP_HISTORIES", 1000);
        output.WriteLine($"{histories} histories, seed {seed} (CARECONNECT_INTEROP_SEED={seed} replays them)");
        var worlds = (histories + HistoriesInAWorld - 1) / HistoriesInAWorld;
        var tally = new ConcurrentDictionary<string, int>();
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => Task.Run(async () =>
        {
            await using var peer = new Peer(build.Script);
            for (var world = Interlocked.Increment(ref next); world < worlds; world = Interlocked.Increment(ref next))
                await Live(seed, world, peer, tally);
        })));
        output.WriteLine(string.Join(", ", tally.OrderBy(act => act.Key, StringComparer.Ordinal).Select(act => $"{act.Key} {act.Value}")));
        // A long run has seen every kind of act.
        if (histories >= 500) Assert.Equal(Acts, tally.Keys.Order(StringComparer.Ordinal));
    }

    private static async Task Live(int seed, int number, Peer peer, ConcurrentDictionary<string, int> tally)
    {
        var random = new Random(unchecked(seed * 7919 + number));
        var clock = new Clock();
        var story = "founding";
        try
        {
            using var world = await World.Found(random, [new SharpSide(clock), new ScriptSide(peer, clock)], clock);
            for (var i = 0; i < HistoriesInAWorld; i++)
            {
                var history = new History(world, tally);
                try
                {
                    await history.Run(3 + random.Next(6));
                }
                finally
                {
                    story = history.Story;
                }
            }
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"CARECONNECT_INTEROP_SEED={seed}, world {number}: {story}", failure);
        }
    }

    private static int Setting(string name, int otherwise)
        => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
