using CareConnect.Protocol;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Connections;

/// <summary>
/// Takes this process out of the clinic without anybody losing a call: its devices are told to move, a few at a time, and
/// leave once what they asked is answered. Setting <c>Drain:Seconds</c>: how long they have (default 25).
/// </summary>
public sealed partial class NodeDrain(
    OpenConnections connections, IHubContext<CareHub, ICareClient> hub, IConfiguration configuration, TimeProvider clock, ILogger<NodeDrain> logger)
{
    /// <summary>A device that was told moves within this long after its turn, or waits for an answer that does not come.</summary>
    private static readonly TimeSpan Answers = TimeSpan.FromSeconds(12);

    /// <summary>So many in a second is what another process takes over with ease.</summary>
    private const int PerSecond = 500;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly TimeSpan limit = TimeSpan.FromSeconds(configuration.GetValue("Drain:Seconds", 25));
    private volatile bool draining;

    /// <summary>True from the first moment: a balancer sends new work elsewhere.</summary>
    public bool Draining => draining;

    /// <summary>Done when every device has left, or will not leave by itself: what is left is cut off by the stop that follows.</summary>
    public async Task Run(CancellationToken hurry = default)
    {
        draining = true;
        var begun = clock.GetTimestamp();
        var told = new HashSet<string>();
        var last = TimeSpan.Zero;
        while (connections.Ids is { Count: > 0 } open)
        {
            // Also those that came through the door as it closed.
            string[] fresh = [.. open.Where(told.Add)];
            var spent = clock.GetElapsedTime(begun);
            if (fresh.Length > 0)
            {
                var within = Within(fresh.Length, limit - Answers - spent);
                Moving(logger, fresh.Length, within.TotalSeconds);
                await Task.WhenAll(fresh.Select(id => hub.Clients.Client(id).Moving((int)within.TotalMilliseconds)));
                last = spent + within + Answers;
            }

            if (spent > last || spent > limit)
            {
                Left(logger, open.Count);
                return;
            }

            await Task.Delay(Look, clock, hurry);
        }
    }

    private static TimeSpan Within(int devices, TimeSpan most)
    {
        var wanted = TimeSpan.FromSeconds((double)devices / PerSecond);
        return wanted < most ? wanted : most > TimeSpan.Zero ? most : TimeSpan.Zero;
    }

    [LoggerMessage(1, LogLevel.Information, "This node stops: {Count} connections move within {Seconds:0.0} s")]
    private static partial void Moving(ILogger logger, int count, double seconds);

    [LoggerMessage(2, LogLevel.Warning, "This node stops with {Count} connections that did not move; they come back by themselves")]
    private static partial void Left(ILogger logger, int count);
}
