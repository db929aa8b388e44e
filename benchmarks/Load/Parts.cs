using CareConnect.Load.Measures;

namespace CareConnect.Load;

/// <summary>What can be measured, in the order of the results.</summary>
internal static class Parts
{
    public static IReadOnlyList<(string Name, string What, Func<Options, Task<Section>> Run)> All { get; } =
    [
        ("throughput", "messages a second in a closed loop, 100 and 1,000 connections", Throughput.Run),
        ("latency", "send to receive at 500, 2,000 and 5,000 messages a second", Latency.Run),
    ];
}
