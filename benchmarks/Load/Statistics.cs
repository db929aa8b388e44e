namespace CareConnect.Load;

/// <summary>A figure that was measured several times.</summary>
/// <param name="Values">One for each repetition, in their order.</param>
internal sealed record Sample(IReadOnlyList<double> Values)
{
    public double Median => Statistics.Median(Values);

    public double Least => Values.Min();

    public double Most => Values.Max();
}

internal static class Statistics
{
    /// <summary>The middle value; of an even number of values, the mean of the two in the middle.</summary>
    public static double Median(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0) return double.NaN;
        double[] sorted = [.. values.Order()];
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>The smallest value that at least this share of all values does not exceed (nearest rank): never one that was not measured.</summary>
    /// <param name="sorted">In ascending order.</param>
    /// <param name="share">Above 0, at most 1.</param>
    public static double Percentile(ReadOnlySpan<double> sorted, double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        if (sorted.IsEmpty) return double.NaN;
        // 0.99 × 100 must be 99, not 99.00000000000001.
        var rank = (int)Math.Ceiling(Math.Round(share * sorted.Length, 6));
        return sorted[Math.Clamp(rank, 1, sorted.Length) - 1];
    }

    /// <summary>
    /// How two systems compare that were measured in turns: each repetition's own ratio, so that what slowed the machine down
    /// for a while slowed both.
    /// </summary>
    public static Sample Ratio(Sample of, Sample to)
    {
        if (of.Values.Count != to.Values.Count) throw new ArgumentException("Both must have been measured equally often, in turns.", nameof(to));
        return new([.. of.Values.Zip(to.Values, (a, b) => a / b)]);
    }
}
