using System.Diagnostics;
using CareConnect.Load.Systems;

namespace CareConnect.Load.Measures;

/// <summary>What a closed loop saw.</summary>
/// <param name="PerSecond">Messages acknowledged and delivered in a second of the window.</param>
/// <param name="ServerMicroseconds">Processor time of the system's processes for one message.</param>
/// <param name="LoadMicroseconds">Processor time of the load generator for one message.</param>
/// <param name="Extra">Other pushes for one message.</param>
/// <param name="Faults">What must be none: lost, doubled, refused, unknown.</param>
internal sealed record ClosedLoopFigures(double PerSecond, double ServerMicroseconds, double LoadMicroseconds, double Extra, double MedianMs, double P99Ms, string? Faults);

/// <summary>In every thread a message is sent, and the next one when it is both acknowledged and with its reader.</summary>
internal static class ClosedLoop
{
    public static async Task<ClosedLoopFigures> Measure(IContender contender, Workload workload, TimeSpan warm, TimeSpan window)
    {
        await using var running = await contender.Start(workload);
        var cast = workload.Cast;
        var recorder = new Recorder(cast.Patients, contender.Supply(workload));
        await using var fleet = await running.Connect(recorder);
        return await Measure(running, fleet, recorder, warm, window);
    }

    public static async Task<ClosedLoopFigures> Measure(IRunning running, IFleet fleet, Recorder recorder, TimeSpan warm, TimeSpan window)
    {
        var next = new int[recorder.Threads];
        var stored = await running.Stored();
        using var stop = new CancellationTokenSource();
        var dry = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var halted = false;
        void SendNext(int thread)
        {
            if (Volatile.Read(ref halted)) return;
            var sequence = next[thread]++;
            if (sequence >= recorder.Supply)
            {
                // The window ends for all of them when the first has nothing left.
                dry.TrySetResult();
                return;
            }

            recorder.Due(thread, sequence, Stopwatch.GetTimestamp());
            fleet.Send(thread, sequence);
        }

        recorder.Done = SendNext;
        for (var thread = 0; thread < recorder.Threads; thread++) SendNext(thread);
        await Task.WhenAny(Task.Delay(warm), dry.Task);
        if (dry.Task.IsCompleted) throw new InvalidOperationException("All sealed messages were gone before the window began.");

        var processes = Processes.WithChildren(running.Processes);
        var (from, count, extra) = (Stopwatch.GetTimestamp(), recorder.Finished, recorder.Extra);
        var (server, own) = (Processes.ProcessorSeconds(processes), Processes.ProcessorSeconds([Environment.ProcessId]));
        await Task.WhenAny(Task.Delay(window), dry.Task);
        var (until, done) = (Stopwatch.GetTimestamp(), recorder.Finished - count);
        (server, own) = (Processes.ProcessorSeconds(processes) - server, Processes.ProcessorSeconds([Environment.ProcessId]) - own);
        extra = recorder.Extra - extra;
        Volatile.Write(ref halted, true);

        var lost = await Drain(recorder, next);
        var missing = await running.Stored() is { } then ? recorder.Finished - (then - stored!.Value) : 0;
        double[] times = [.. Times(recorder, next).Order()];
        return new ClosedLoopFigures(
            done / Stopwatch.GetElapsedTime(from, until).TotalSeconds, 1e6 * server / done, 1e6 * own / done, (double)extra / done,
            Statistics.Percentile(times, 0.5), Statistics.Percentile(times, 0.99), Faults.Of(recorder, lost, missing));
    }

    // What is under way must still end: nothing is lost because nobody looked any more.
    private static async Task<long> Drain(Recorder recorder, int[] next)
    {
        var sent = next.Sum(count => (long)Math.Min(count, recorder.Supply));
        var since = Stopwatch.GetTimestamp();
        while (recorder.Finished + recorder.Refused < sent && Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(20)) await Task.Delay(20);
        return sent - recorder.Finished - recorder.Refused;
    }

    private static IEnumerable<double> Times(Recorder recorder, int[] next)
    {
        for (var thread = 0; thread < recorder.Threads; thread++)
        {
            for (var sequence = 0; sequence < Math.Min(next[thread], recorder.Supply); sequence++)
                if (recorder.SendToReceive(thread, sequence) is { } time) yield return time;
        }
    }
}

/// <summary>What a run must not have.</summary>
internal static class Faults
{
    /// <param name="lost">Sent, and never both acknowledged and delivered.</param>
    /// <param name="missing">Acknowledged, but not in the store.</param>
    public static string? Of(Recorder recorder, long lost, long missing = 0)
    {
        var faults = new List<string>();
        if (lost > 0) faults.Add($"{lost} lost");
        if (missing > 0) faults.Add($"{missing} not stored");
        if (recorder.Doubled > 0) faults.Add($"{recorder.Doubled} doubled");
        if (recorder.Refused > 0) faults.Add($"{recorder.Refused} refused ({recorder.FirstRefusal})");
        if (recorder.Unknown > 0) faults.Add($"{recorder.Unknown} unknown");
        return faults.Count == 0 ? null : string.Join(", ", faults);
    }
}
