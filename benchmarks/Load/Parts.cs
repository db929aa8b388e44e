using CareConnect.Load.Measures;

namespace CareConnect.Load;

/// <summary>What can be measured, in the order of the results.</summary>
internal static class Parts
{
    public static IReadOnlyList<(string Name, string What, Func<Options, Task<Section>> Run)> All { get; } =
    [
        ("throughput", "messages a second in a closed loop, 100 and 1,000 connections", Throughput.Run),
        ("latency", "send to receive at 500, 2,000 and 5,000 messages a second", Latency.Run),
        ("idle", "memory of an idle connection, at 10,000", Idle.Run),
        ("storm", "5,000 devices reconnect at once", Storm.Run),
        ("alerts", "from an alert to the board, at rest and under full load", Alerts.Run),
        ("catch-up", "a device fetches 10,000 messages", CatchUp.Run),
        ("browser", "Chromium opens a thread of 1,000 messages, four times slowed", Browsing.Run),
        ("start", "cold start to ready", ColdStart.Run),
        ("stored", "a message at 1,000,000 stored beside 1,000", Stored.Run),
    ];
}
