using System.Diagnostics;
using CareConnect.Load.Systems;

namespace CareConnect.Load.Measures;

/// <summary>What an open loop saw. Times are milliseconds from when a message was due, whenever it was really sent.</summary>
/// <param name="Delivered">Messages in a second that came, of those due in the window.</param>
/// <param name="LateP99Ms">How late the generator itself sent: part of every time above.</param>
internal sealed record OpenLoopFigures(
    double Delivered, double P50Ms, double P99Ms, double P999Ms, double AckP99Ms, double LateP99Ms, double ServerMicroseconds, double LoadMicroseconds, string? Faults);

/// <summary>
/// Messages are due at even times, however long earlier ones take. A time counts from when its message was due: what a stall holds
/// up counts with all it was held up, also what could not even be sent (no coordinated omission).
/// </summary>
internal static class OpenLoop
{
    public static async Task<OpenLoopFigures> Measure(IContender contender, Workload workload, int rate, TimeSpan warm, TimeSpan window)
    {
        await using var running = await contender.Start(workload);
        var recorder = new Recorder(workload.Cast.Patients, contender.Supply(workload));
        await using var fleet = await running.Connect(recorder);
        return await Measure(running, fleet, recorder, new Schedule(workload.Cast.Patients, rate, warm, window));
    }

    public static async Task<OpenLoopFigures> Measure(IRunning running, IFleet fleet, Recorder recorder, Schedule schedule)
    {
        if (schedule.LastSequence >= recorder.Supply) throw new InvalidOperationException($"{schedule.Count} messages are due, and not as many were sealed.");

        var processes = Processes.WithChildren(running.Processes);
        var (server, own) = (Processes.ProcessorSeconds(processes), Processes.ProcessorSeconds([Environment.ProcessId]));
        var late = await Task.Factory.StartNew(() => Send(schedule, fleet, recorder), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        (server, own) = (Processes.ProcessorSeconds(processes) - server, Processes.ProcessorSeconds([Environment.ProcessId]) - own);
        var lost = await Drain(recorder, schedule.Count);

        var times = new List<double>();
        var acks = new List<double>();
        for (var index = schedule.Warm; index < schedule.Count; index++)
        {
            var (thread, sequence) = schedule[index];
            if (recorder.SendToReceive(thread, sequence) is { } time) times.Add(time);
            if (recorder.SendToAck(thread, sequence) is { } ack) acks.Add(ack);
        }

        double[] came = [.. times.Order()], acknowledged = [.. acks.Order()], lateness = [.. late.Skip(schedule.Warm).Order()];
        return new OpenLoopFigures(
            came.Length / schedule.Window.TotalSeconds, Statistics.Percentile(came, 0.5), Statistics.Percentile(came, 0.99), Statistics.Percentile(came, 0.999),
            Statistics.Percentile(acknowledged, 0.99), Statistics.Percentile(lateness, 0.99),
            1e6 * server / schedule.Count, 1e6 * own / schedule.Count, Faults.Of(recorder, lost));
    }

    private static double[] Send(Schedule schedule, IFleet fleet, Recorder recorder)
    {
        var late = new double[schedule.Count];
        var start = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 10);
        for (var index = 0; index < schedule.Count; index++)
        {
            var due = start + schedule.DueAfter(index);
            MonotonicSleep.Until(due);
            var (thread, sequence) = schedule[index];
            late[index] = Stopwatch.GetElapsedTime(due).TotalMilliseconds;
            recorder.Due(thread, sequence, due);
            fleet.Send(thread, sequence);
        }

        return late;
    }

    private static async Task<long> Drain(Recorder recorder, int sent)
    {
        var since = Stopwatch.GetTimestamp();
        while (recorder.Finished + recorder.Refused < sent && Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(60)) await Task.Delay(20);
        return sent - recorder.Finished - recorder.Refused;
    }
}

/// <summary>Which message is due when: evenly, over all threads in turns. The threads begin at different places, so that not all therapists answer at once.</summary>
internal sealed class Schedule(int threads, int rate, TimeSpan warm, TimeSpan window)
{
    public TimeSpan Window => window;

    /// <summary>Messages before the window.</summary>
    public int Warm { get; } = (int)(rate * warm.TotalSeconds);

    public int Count { get; } = (int)(rate * (warm + window).TotalSeconds);

    public int LastSequence => ((Count - 1) / threads) + 3;

    public (int Thread, int Sequence) this[int index] => index % threads is var thread ? (thread, (index / threads) + (thread % 4)) : default;

    /// <summary>Stopwatch ticks after the start.</summary>
    public long DueAfter(int index) => (long)((double)index * Stopwatch.Frequency / rate);
}
