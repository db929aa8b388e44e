namespace CareConnect.Hub.Tests.Crisis.Simulation;

/// <summary>Time that passes when the scheduler says so. The wall clock may be set forward and back; the monotonic one may not.</summary>
internal sealed class SimulatedTime : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    private readonly PriorityQueue<Action, (long At, long Number)> queue = new();
    private long number;

    /// <summary>Milliseconds that have really passed.</summary>
    public long Passed { get; private set; }

    /// <summary>By how much the wall clock is wrong, in milliseconds.</summary>
    public long Wrong { get; set; }

    public override long TimestampFrequency => 1000;

    public DateTimeOffset Now => Start.AddMilliseconds(Passed + Wrong);

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Passed;

    public void At(long passed, Action act) => queue.Enqueue(act, (Math.Max(passed, Passed), number++));

    public void In(long milliseconds, Action act) => At(Passed + milliseconds, act);

    /// <summary>Lets time pass up to this, doing everything in its order.</summary>
    public void RunUntil(long end)
    {
        while (queue.TryPeek(out var act, out var next) && next.At <= end)
        {
            queue.Dequeue();
            Passed = next.At;
            act();
        }

        Passed = end;
        queue.Clear();
    }
}
