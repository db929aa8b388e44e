using CareConnect.Hub.Telemetry;
using CsCheck;

namespace CareConnect.Hub.Tests.Telemetry;

public sealed class SpreadTests
{
    [Fact]
    public void Nothing_is_nothing() => Assert.Equal(new SpreadFigures(0, 0, 0, 0), new Spread().Read());

    [Fact]
    public void Percentiles_are_right_to_a_tenth_and_never_too_small() => Gen.Double[0.000002, 3000].Array[1, 300].Sample(values =>
    {
        var spread = new Spread();
        foreach (var value in values) spread.Add(value);
        var read = spread.Read();
        var sorted = values.Order().ToArray();
        Assert.Equal((values.Length, sorted[^1]), (read.Count, read.Most));
        Near(sorted[(int)Math.Ceiling(values.Length * 0.5) - 1], read.Median);
        Near(sorted[(int)Math.Ceiling(values.Length * 0.99) - 1], read.P99);
    });

    [Fact]
    public void What_is_far_out_is_counted_too()
    {
        var spread = new Spread();
        foreach (var value in new[] { 0, 1e-12, 1e9, double.Epsilon }) spread.Add(value);
        Assert.Equal((4, 1e9), (spread.Read().Count, spread.Read().Most));
    }

    [Fact]
    public void Many_threads_lose_no_count()
    {
        var spread = new Spread();
        Parallel.For(0, 10_000, number => spread.Add(number));
        Assert.Equal((10_000, 9_999), (spread.Read().Count, spread.Read().Most));
    }

    private static void Near(double exact, double read) => Assert.InRange(read, exact * 0.999999, exact * 1.1);
}
