namespace CareConnect.Hub.Telemetry;

/// <summary>How values are spread, in counts that never grow: eight to a doubling, so that a percentile is right to a tenth.</summary>
internal sealed class Spread
{
    private const int PerDoubling = 8;

    // From a millionth to four thousand: microseconds to an hour, or counts up to that.
    private const double Least = 1e-6;
    private readonly long[] counts = new long[PerDoubling * 32 + 1];
    private double most;

    public void Add(double value)
    {
        Interlocked.Increment(ref counts[Place(value)]);
        for (var seen = Volatile.Read(ref most); value > seen;)
        {
            var before = Interlocked.CompareExchange(ref most, value, seen);
            if (before == seen) return;
            seen = before;
        }
    }

    public SpreadFigures Read()
    {
        var all = counts.Select((_, place) => Volatile.Read(ref counts[place])).ToArray();
        var count = all.Sum();
        var largest = Volatile.Read(ref most);
        return new SpreadFigures(count, At(all, count, 0.5, largest), At(all, count, 0.99, largest), largest);
    }

    private static double At(long[] all, long count, double share, double largest)
    {
        if (count == 0) return 0;
        var left = (long)Math.Ceiling(count * share);
        for (var place = 0; place < all.Length; place++)
            if ((left -= all[place]) <= 0) return Math.Min(largest, Value(place));
        return largest;
    }

    // The upper end of what is counted at a place.
    private static double Value(int place) => place == 0 ? Least : Least * Math.Pow(2, (double)place / PerDoubling);

    private int Place(double value) => value > Least ? Math.Min(counts.Length - 1, (int)Math.Ceiling(Math.Log2(value / Least) * PerDoubling)) : 0;
}

/// <summary>Of all values since the start of this process.</summary>
/// <param name="Median">Half of them are at most this.</param>
/// <param name="P99">Ninety-nine of a hundred are.</param>
public readonly record struct SpreadFigures(long Count, double Median, double P99, double Most);
