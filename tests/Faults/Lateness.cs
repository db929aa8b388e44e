using System.Globalization;

namespace CareConnect.Faults.Tests;

/// <summary>How much later than due things happened.</summary>
internal sealed class Lateness
{
    private readonly List<double> seconds = [];

    public int Count => seconds.Count;

    public double Longest => seconds.Count == 0 ? 0 : seconds.Max();

    public void Add(TimeSpan late) => seconds.Add(late.TotalSeconds);

    public override string ToString()
    {
        var sorted = seconds.Order().ToList();
        double At(double part) => sorted.Count == 0 ? 0 : sorted[(int)Math.Min(sorted.Count - 1, part * sorted.Count)];
        return string.Create(
            CultureInfo.InvariantCulture, $"{sorted.Count} times, late by {At(0.5):0.00} s (median), {At(0.99):0.00} s (p99), {Longest:0.00} s (longest)");
    }
}
