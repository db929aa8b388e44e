using System.Diagnostics;

namespace CareConnect.Load;

/// <summary>
/// What happened to every message of a run: when it was due, when it was acknowledged, when it came to its reader. Told by the
/// connections, from any thread.
/// </summary>
internal sealed class Recorder
{
    private const int Acked = 1;
    private const int Came = 2;

    private readonly int[][] state;
    private readonly long[][] due;
    private readonly long[][] acked;
    private readonly long[][] came;
    private long done;
    private long doubled;
    private long refused;
    private long unknown;
    private long extra;

    public Recorder(int threads, int supply)
    {
        (Threads, Supply) = (threads, supply);
        state = Rows<int>(threads, supply);
        due = Rows<long>(threads, supply);
        acked = Rows<long>(threads, supply);
        came = Rows<long>(threads, supply);
    }

    /// <summary>A message is acknowledged, and has come: whatever was last.</summary>
    public Action<int>? Done { get; set; }

    public int Threads { get; }

    /// <summary>Messages that a thread has at most.</summary>
    public int Supply { get; }

    /// <summary>Acknowledged and delivered, each counted once.</summary>
    public long Finished => Volatile.Read(ref done);

    public long Doubled => Volatile.Read(ref doubled);

    public long Refused => Volatile.Read(ref refused);

    /// <summary>Came without having been sent.</summary>
    public long Unknown => Volatile.Read(ref unknown);

    /// <summary>Other pushes to readers: a row of the queue, for example.</summary>
    public long Extra => Volatile.Read(ref extra);

    public string? FirstRefusal { get; private set; }

    /// <param name="at">Stopwatch ticks at which the message was due to be sent, whenever it really was.</param>
    public void Due(int thread, int sequence, long at) => due[thread][sequence] = at;

    public void Acknowledged(int thread, int sequence) => Mark(thread, sequence, Acked, acked);

    public void Delivered(int thread, int sequence)
    {
        if ((uint)thread >= (uint)Threads || (uint)sequence >= (uint)Supply || Volatile.Read(ref due[thread][sequence]) == 0)
            Interlocked.Increment(ref unknown);
        else
            Mark(thread, sequence, Came, came);
    }

    public void Refusal(string why)
    {
        FirstRefusal ??= why;
        Interlocked.Increment(ref refused);
    }

    public void Beside() => Interlocked.Increment(ref extra);

    public bool IsFinished(int thread, int sequence) => Volatile.Read(ref state[thread][sequence]) == (Acked | Came);

    public bool WasSent(int thread, int sequence) => due[thread][sequence] != 0;

    /// <summary>Milliseconds from when it was due until it came; null when it never did.</summary>
    public double? SendToReceive(int thread, int sequence) => Milliseconds(due[thread][sequence], came[thread][sequence]);

    /// <summary>Milliseconds from when it was due until it was acknowledged; null when it never was.</summary>
    public double? SendToAck(int thread, int sequence) => Milliseconds(due[thread][sequence], acked[thread][sequence]);

    private static double? Milliseconds(long from, long to) => to == 0 ? null : Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;

    private static T[][] Rows<T>(int threads, int supply) => [.. Enumerable.Range(0, threads).Select(_ => new T[supply])];

    private void Mark(int thread, int sequence, int what, long[][] times)
    {
        times[thread][sequence] = Stopwatch.GetTimestamp();
        var before = Interlocked.Or(ref state[thread][sequence], what);
        if ((before & what) != 0)
        {
            Interlocked.Increment(ref doubled);
            return;
        }

        if ((before | what) != (Acked | Came)) return;
        Interlocked.Increment(ref done);
        Done?.Invoke(thread);
    }
}
