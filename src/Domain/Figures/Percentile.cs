namespace CareConnect.Domain.Figures;

/// <summary>Percentiles by nearest rank: always a time that was really measured, also of two or three.</summary>
public static class Percentile
{
    /// <summary>The smallest value that at least this share of all is not above; null of none.</summary>
    /// <param name="percent">1 to 100.</param>
    public static TimeSpan? Of(IEnumerable<TimeSpan> values, int percent)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(percent, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? null : sorted[(int)(((long)percent * sorted.Count + 99) / 100) - 1];
    }
}
