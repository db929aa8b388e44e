using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Primitives;

namespace CareConnect.Hub.Connections;

/// <summary>
/// Lets a storm of returning devices in a few at a time, so that those who are in are served meanwhile. The others wait in
/// their order; beyond <see cref="Most"/> of them the next are told to come back.
/// </summary>
internal sealed class AcceptGate(TimeProvider clock) : IDisposable
{
    /// <summary>Connections that are made at once.</summary>
    public const int AtOnce = 32;

    /// <summary>Connections that may wait for that.</summary>
    public const int Most = 20_000;

    /// <summary>Who has a turn and does nothing with it holds up nobody for longer.</summary>
    public static readonly TimeSpan Turn = TimeSpan.FromSeconds(2);

    private static readonly object Key = new();

    private readonly SemaphoreSlim turns = new(AtOnce);
    private int waiting;

    /// <summary>Turns that nobody has.</summary>
    internal int Free => turns.CurrentCount;

    /// <summary>Calls <paramref name="next"/> when it is this request's turn to become a connection; at once for any other request.</summary>
    public async Task Enter(HttpContext context, RequestDelegate next)
    {
        if (!BecomesConnection(context.Request))
        {
            await next(context);
            return;
        }

        if (!await Wait(context))
            return;
        using var taken = new Taken(turns, clock);
        context.Items[Key] = taken;
        await next(context);
    }

    /// <summary>The connection stands: the next one's turn. Its request goes on for as long as it does.</summary>
    public static void Stands(HubCallerContext connection)
    {
        // The request of any other transport is over, and its context somebody else's.
        if (connection.Features.Get<IHttpTransportFeature>()?.TransportType == HttpTransportType.WebSockets)
            Stands(connection.GetHttpContext());
    }

    internal static void Stands(HttpContext? context) => (context?.Items[Key] as Taken)?.Dispose();

    public void Dispose() => turns.Dispose();

    private async Task<bool> Wait(HttpContext context)
    {
        if (Interlocked.Increment(ref waiting) > Most)
        {
            Interlocked.Decrement(ref waiting);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "5";
            return false;
        }

        try
        {
            await turns.WaitAsync(context.RequestAborted);
            return true;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return false; // It gave up.
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    // A WebSocket, over HTTP/1.1 or HTTP/2.
    private static bool BecomesConnection(HttpRequest request) =>
        HttpMethods.IsConnect(request.Method) || StringValues.Equals(request.Headers.Upgrade, "websocket");

    private sealed class Taken : IDisposable
    {
        private readonly SemaphoreSlim turns;
        private readonly ITimer limit;
        private int over;

        public Taken(SemaphoreSlim turns, TimeProvider clock)
        {
            this.turns = turns;
            limit = clock.CreateTimer(_ => End(), null, Turn, Timeout.InfiniteTimeSpan);
        }

        public void Dispose()
        {
            limit.Dispose();
            End();
        }

        private void End()
        {
            if (Interlocked.Exchange(ref over, 1) == 0)
                turns.Release();
        }
    }
}
