using System.Diagnostics.Metrics;
using System.Threading.Channels;

namespace CareConnect.Hub.Backplane;

/// <summary>What waits to go to other nodes. Nobody waits for it: beyond its bounds the oldest is dropped, as the newest hint says the most.</summary>
internal sealed class Outbox(TimeProvider time)
{
    public const int MaxWaiting = 4096;
    public const int MaxBytes = 32 * 1024 * 1024;

    /// <summary>What waited for longer says nothing any more: whom it was for has looked since.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    private static readonly Meter Meter = new("CareConnect.Hub.Backplane");
    private static readonly Counter<long> Dropped = Meter.CreateCounter<long>(
        Telemetry.Measures.Dropped, "{push}", "Hints that did not reach other nodes.");

    private readonly Lock _lock = new();
    private readonly Queue<(long At, byte[] Bytes, IReadOnlyList<NodeId> To)> _waiting = new();
    private readonly Channel<bool> _filled = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private int _bytes;

    public void Add(byte[] bytes, IReadOnlyList<NodeId> to)
    {
        lock (_lock)
        {
            _waiting.Enqueue((time.GetTimestamp(), bytes, to));
            _bytes += bytes.Length;
            while (_waiting.Count > MaxWaiting || _bytes > MaxBytes) Drop();
        }

        Wake();
    }

    /// <summary>Has <see cref="FilledAsync"/> return though nothing was added.</summary>
    public void Wake() => _filled.Writer.TryWrite(true);

    public async Task FilledAsync(CancellationToken stopping) => await _filled.Reader.ReadAsync(stopping);

    /// <summary>Takes what waits, up to so many bytes, by node; the order of adding is kept.</summary>
    public Dictionary<NodeId, List<byte[]>> Take(int most)
    {
        var taken = new Dictionary<NodeId, List<byte[]>>();
        lock (_lock)
        {
            while (_waiting.TryPeek(out var oldest))
            {
                if (time.GetElapsedTime(oldest.At) > Kept)
                {
                    Drop();
                    continue;
                }

                if (taken.Count > 0 && oldest.Bytes.Length > most)
                {
                    // The rest in its turn.
                    Wake();
                    break;
                }

                _waiting.Dequeue();
                _bytes -= oldest.Bytes.Length;
                most -= oldest.Bytes.Length;
                foreach (var node in oldest.To)
                {
                    if (!taken.TryGetValue(node, out var envelopes)) taken[node] = envelopes = [];
                    envelopes.Add(oldest.Bytes);
                }
            }
        }

        return taken;
    }

    public static void CountDropped(int pushes) => Dropped.Add(pushes);

    private void Drop()
    {
        _bytes -= _waiting.Dequeue().Bytes.Length;
        Dropped.Add(1);
    }
}
