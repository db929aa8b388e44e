using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using CareConnect.Load.Founding;
using CareConnect.Load.Systems;
using CareConnect.Load.Wire;

namespace CareConnect.Load.Measures;

/// <summary>From a patient's alert to the responder's board, at rest and while every thread sends as fast as it can.</summary>
internal static class Alerts
{
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(6);

    public static async Task<Section> Run(Options options)
    {
        // One patient has one open alert at most: as many alerts as patients.
        var workload = await Clinics.For(options.Quick ? 20 : 200, options.Quick ? 20_000 : 200_000, Store.Sqlite);
        var (rest, load, beside) = (new List<double[]>(), new List<double[]>(), new List<double>());
        for (var turn = 0; turn < options.Times; turn++)
        {
            rest.Add(await Measure(workload, null));
            load.Add(await Measure(workload, beside));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"  at rest p99 {P99(rest[^1]):N1} ms, under {beside[^1]:N0} msg/s p99 {P99(load[^1]):N1} ms, of {rest[^1].Length} alerts"));
        }

        var table = new Table("", "median ms", "p99 ms", "longest ms");
        void Row(string name, List<double[]> seen)
        {
            Sample Of(double share) => new([.. seen.Select(times => Statistics.Percentile(times, share))]);
            table.Row(name, Results.Spread(Of(0.5), "N1"), Results.Spread(Of(0.99), "N1"), Results.Spread(Of(1), "N1"));
        }

        Row("at rest", rest);
        Row("under full load", load);
        Sample P99s(List<double[]> seen) => new([.. seen.Select(P99)]);
        return new Section("From an alert to the board", string.Create(CultureInfo.InvariantCulture, $"""
            One node on SQLite. {rest[0].Length} patients raise an alert each, one every 50 ms, first with nobody else there; then, in a fresh copy of the clinic, while
            all threads send in the closed loop of above ({Results.Spread(new Sample(beside))} messages a second beside it, as seen by patients who also raise alerts). The time is from
            the patient's call until the push is at a responder's device; every alert came.

            {table}
            """), [Goal.AtMost("alert-to-board p99 under full message load / at rest", Statistics.Ratio(P99s(load), P99s(rest)), 3)]);
    }

    private static double P99(double[] sorted) => Statistics.Percentile(sorted, 0.99);

    private static async Task<double[]> Measure(Workload workload, List<double>? load)
    {
        await using var running = await CareConnectNodes.OnSqlite.Start(workload);
        var clinic = workload.Clinic(Store.Sqlite);
        var recorder = new Recorder(workload.Cast.Patients, clinic.Messages.Supply);
        await using var fleet = await CareConnectNodes.Connect(clinic, recorder, [.. running.Nodes.Select(node => node.Port)]);
        var came = new ConcurrentDictionary<string, TaskCompletionSource<long>>();
        using var responder = await CareConnection.Open(running.Nodes[0].Port, clinic.Founded.Responder, false, clinic.Messages, new Recorder(0, 0));
        responder.Pushed = (name, arguments) =>
        {
            var at = Stopwatch.GetTimestamp();
            if (name != "AlertChanged") return;
            var packed = new Packed(arguments);
            packed.Array();
            if (packed.Find("Alert"u8) && came.TryGetValue(Encoding.ASCII.GetString(packed.Text()), out var waiting)) waiting.TrySetResult(at);
        };

        var window = TimeSpan.FromMilliseconds(50 * workload.Cast.Patients) + TimeSpan.FromSeconds(1);
        var loop = load is null ? null : ClosedLoop.Measure(running, fleet, recorder, Warm, window);
        if (loop is not null) await Task.Delay(Warm);
        var raised = new List<Task<double>>();
        var start = Stopwatch.GetTimestamp();
        for (var patient = 0; patient < workload.Cast.Patients; patient++)
        {
            MonotonicSleep.Until(start + (patient * Stopwatch.Frequency / 20));
            raised.Add(Raise(fleet.Patients[patient], came));
        }

        double[] times = [.. (await Task.WhenAll(raised)).Order()];
        if (loop is not null)
        {
            var figures = await loop;
            if (figures.Faults is { } faults) throw new InvalidOperationException($"Under load: {faults}");
            load!.Add(figures.PerSecond);
        }

        return times;
    }

    private static async Task<double> Raise(CareConnection patient, ConcurrentDictionary<string, TaskCompletionSource<long>> came)
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
        var waiting = came[id] = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = Stopwatch.GetTimestamp();
        CareConnection.Demand(await patient.Call("RaiseAlert", id, "help-button"));
        return Stopwatch.GetElapsedTime(begun, await waiting.Task.WaitAsync(TimeSpan.FromSeconds(60))).TotalMilliseconds;
    }
}
