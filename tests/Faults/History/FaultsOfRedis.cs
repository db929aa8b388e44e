using CareConnect.Faults.Tests.Network;

namespace CareConnect.Faults.Tests.History;

internal sealed partial record Fault
{
    /// <summary>What can happen to Redis, and between it and a node.</summary>
    public static IReadOnlyList<Fault> OfRedis { get; } =
    [
        new("Redis killed", async (at, random, stop) =>
        {
            await at.Redis!.Kill(stop);
            await Hold(random, stop);
            await at.Redis.Start(stop);
        }),
        new("Redis hung", async (at, random, stop) =>
        {
            await at.Redis!.Pause(stop);
            try
            {
                await Task.Delay(random.Next(500, 4000), stop);
            }
            finally
            {
                await at.Redis.GoOn(CancellationToken.None);
            }
        }),
        new("half-open towards Redis", (at, random, stop) => StormTowards(at.ToRedis, Weather.HalfOpen, random, stop)),
        new("Redis hears and does not answer", (at, random, stop) => StormTowards(at.ToRedis, Weather.Answerless, random, stop)),
        new("Redis in slices and delays", async (at, random, stop) =>
        {
            foreach (var road in at.ToRedis) road.Set(new Weather(TimeSpan.FromMilliseconds(random.Next(1, 100)), random.Next(1, 50)));
            await Hold(random, stop);
        }),
        new("no Redis while a node starts", async (at, random, stop) =>
        {
            await at.Redis!.Kill(stop);
            await Restart(at, Node(at, random), stop);
            await at.Redis.Start(stop);
        }),
    ];

    private static async Task StormTowards(IReadOnlyList<FaultyProxy> roads, Weather weather, Random random, CancellationToken stop)
    {
        var road = roads[random.Next(roads.Count)];
        road.Set(weather);
        await Hold(random, stop);
        road.Set(Weather.Fair);
        road.Reset();
    }
}
