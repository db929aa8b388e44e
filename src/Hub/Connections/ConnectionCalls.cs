namespace CareConnect.Hub.Connections;

/// <summary>
/// How much one connection may ask: so many calls a second, with a burst, and so many under way at once. SignalR reads a few
/// more at once than that (<see cref="Read"/>): what nothing may hold up is read and done however much else was asked.
/// </summary>
internal sealed class ConnectionCalls
{
    /// <summary>Calls of one connection that SignalR hands on before it reads no further.</summary>
    public const int Read = 64;

    /// <summary>How many of them may be ordinary ones.</summary>
    public const int UnderWay = 48;

    private readonly Lock turn = new();
    private readonly double perSecond;
    private readonly double burst;
    private readonly TimeProvider clock;
    private double tokens;
    private long counted;
    private int begun;

    public ConnectionCalls(double perSecond, double burst, TimeProvider clock)
    {
        (this.perSecond, this.burst, this.clock) = (perSecond, burst, clock);
        (tokens, counted) = (burst, clock.GetTimestamp());
    }

    /// <summary>False when this connection has asked too much; then <paramref name="retryAfter"/> is in seconds.</summary>
    public bool TryBegin(out int retryAfter)
    {
        lock (turn)
        {
            long now = clock.GetTimestamp();
            tokens = Math.Min(burst, tokens + perSecond * clock.GetElapsedTime(counted, now).TotalSeconds);
            counted = now;
            bool allowed = tokens >= 1 && begun < UnderWay;
            retryAfter = allowed ? 0 : Math.Max(1, (int)Math.Ceiling((1 - tokens) / perSecond));
            if (!allowed)
                return false;
            tokens--;
            begun++;
            return true;
        }
    }

    public void End()
    {
        lock (turn) begun--;
    }
}
