using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CareConnect.Hub.Telemetry;

/// <summary>
/// What this process measures of itself. Counts and times only: no id, name, address or payload is ever a tag, for whoever
/// collects them is outside the clinic's circle of care.
/// </summary>
public static class Measures
{
    /// <summary>Of the meter, and of the spans.</summary>
    public const string Name = "CareConnect";

    public const string Batch = "careconnect.writer.batch";
    public const string Commit = "careconnect.writer.commit";
    public const string Delivery = "careconnect.message.delivery";
    public const string Lateness = "careconnect.alert.lateness";
    public const string Ended = "careconnect.connections.ended";
    public const string Waiting = "careconnect.writer.waiting";
    public const string Connections = "careconnect.connections.open";
    public const string Behind = "careconnect.connections.behind";
    public const string Dropped = "careconnect.backplane.dropped";

    private static readonly Meter Meter = new(Name);
    private static readonly ActivitySource Spans = new(Name);

    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    };

    private static readonly Histogram<int> Batches = Meter.CreateHistogram(
        Batch, "{item}", "Writes that were committed and flushed together.", advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256] });

    private static readonly Histogram<double> Commits = Meter.CreateHistogram(
        Commit, "s", "From the beginning of a batch to its commit, flushed.", advice: Seconds);

    private static readonly Histogram<double> Deliveries = Meter.CreateHistogram(
        Delivery, "s", "From a message's arrival at the hub to its being written to the devices of this node.", advice: Seconds);

    private static readonly Histogram<double> Latenesses = Meter.CreateHistogram(
        Lateness, "s", "How long after its time an alert was moved.", advice: Seconds);

    private static readonly Counter<long> EndedConnections = Meter.CreateCounter<long>(
        Ended, "{connection}", "Connections that read too slowly and were ended; they catch up from the log.");

    /// <summary>A batch was committed.</summary>
    /// <param name="begun">A timestamp of <see cref="Stopwatch"/>, as everywhere here.</param>
    internal static void Committed(int items, long begun)
    {
        var took = Stopwatch.GetElapsedTime(begun);
        Batches.Record(items);
        Commits.Record(took.TotalSeconds);
        Span("commit", took, "careconnect.items", items);
    }

    /// <summary>A message was written to its readers.</summary>
    internal static void Delivered(long begun) => Deliveries.Record(Stopwatch.GetElapsedTime(begun).TotalSeconds);

    /// <summary>The clock of an alert moved it, so long after it was due.</summary>
    internal static void Moved(TimeSpan late)
    {
        Latenesses.Record(Math.Max(0, late.TotalSeconds));
        Span("alert", TimeSpan.Zero, "careconnect.late", late.TotalSeconds);
    }

    /// <summary>A connection was ended because it read too slowly.</summary>
    internal static void EndedOne() => EndedConnections.Add(1);

    // Made when it is over, so that nothing is carried along meanwhile; and of no call: a thread keeps the one that first woke it.
    private static void Span(string name, TimeSpan took, string tag, object value)
    {
        if (!Spans.HasListeners()) return;
        var around = Activity.Current;
        Activity.Current = null;
        try
        {
            Spans.StartActivity(ActivityKind.Internal, startTime: TimeProvider.System.GetUtcNow() - took, name: name)?.SetTag(tag, value).Stop();
        }
        finally
        {
            Activity.Current = around;
        }
    }
}
