using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CareConnect.Hub.Backplane;
using CareConnect.Hub.Storage;
using Microsoft.Extensions.Hosting;

namespace CareConnect.Hub.Telemetry;

/// <summary>Listens to this process's own meters, for the operator's page: the same figures that are exported where that is set up.</summary>
internal sealed class NodeFigures : IHostedService, IDisposable
{
    private readonly ConcurrentDictionary<string, Spread> spreads = new();
    private readonly ConcurrentDictionary<string, long> sums = new();
    private readonly ConcurrentDictionary<string, long> gauges = new();
    private readonly MeterListener listener = new();
    private readonly Meter meter;

    public NodeFigures(WriterQueue writer, IConnectionRegistry connections, TimeProvider clock)
    {
        Since = clock.GetUtcNow();
        // Of this host alone, and gone with it: what is looked at when it is asked.
        meter = new Meter(new MeterOptions(Measures.Name) { Scope = this });
        meter.CreateObservableGauge(Measures.Waiting, () => (Measurement<int>[])
            [new(writer.Waiting, new KeyValuePair<string, object?>("lane", "ordinary")), new(writer.WaitingCrisis, new KeyValuePair<string, object?>("lane", "crisis"))],
            "{item}", "Writes that wait for the writer.");
        meter.CreateObservableGauge(Measures.Connections, () => connections.Local.Count, "{connection}", "Live connections of this node.");
        meter.CreateObservableGauge(Measures.Behind, () => connections.Behind, "{connection}", "Connections that read more slowly than they are written to.");
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name.StartsWith(Measures.Name, StringComparison.Ordinal) && (instrument.Meter.Scope is null || instrument.Meter.Scope == this))
                listener.EnableMeasurementEvents(instrument, instrument is Histogram<double> or Histogram<int> ? spreads.GetOrAdd(instrument.Name, _ => new Spread()) : null);
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, _, spread) => Take(instrument, value, "", spread));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, spread) => Take(instrument, value, Lane(tags), spread));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, spread) => Take(instrument, value, Lane(tags), spread));
    }

    /// <summary>When this process began to count.</summary>
    public DateTimeOffset Since { get; }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        listener.Dispose();
        meter.Dispose();
    }

    public SpreadFigures Spread(string instrument) => spreads.TryGetValue(instrument, out var spread) ? spread.Read() : default;

    public long Sum(string instrument) => sums.GetValueOrDefault(instrument);

    /// <summary>As it is now.</summary>
    public long Gauge(string instrument, string lane = "")
    {
        listener.RecordObservableInstruments();
        return gauges.GetValueOrDefault(instrument + lane);
    }

    private static string Lane(ReadOnlySpan<KeyValuePair<string, object?>> tags) => tags is [{ Value: string lane }, ..] ? lane : "";

    private void Take(Instrument instrument, double value, string lane, object? spread)
    {
        if (spread is Spread values) values.Add(value);
        else if (instrument.IsObservable) gauges[instrument.Name + lane] = (long)value;
        else sums.AddOrUpdate(instrument.Name, static (_, added) => added, static (_, sum, added) => sum + added, (long)value);
    }
}
