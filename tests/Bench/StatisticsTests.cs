using CareConnect.Load;
using CsCheck;

namespace CareConnect.Bench.Tests;

public sealed class StatisticsTests
{
    [Theory]
    [InlineData(new double[] { 7 }, 7)]
    [InlineData(new double[] { 9, 1, 5 }, 5)]
    [InlineData(new double[] { 4, 1, 3, 2 }, 2.5)]
    public void The_median_is_in_the_middle(double[] values, double median) => Assert.Equal(median, Statistics.Median(values));

    [Fact]
    public void The_median_of_nothing_is_no_number() => Assert.Equal(double.NaN, Statistics.Median([]));

    [Theory]
    [InlineData(0.5, 50)]
    [InlineData(0.99, 99)]
    [InlineData(0.999, 100)]
    [InlineData(1, 100)]
    [InlineData(0.001, 1)]
    public void A_percentile_of_the_first_hundred_numbers(double share, double value) =>
        Assert.Equal(value, Statistics.Percentile([.. Enumerable.Range(1, 100).Select(number => (double)number)], share));

    [Fact]
    public void A_percentile_is_the_least_measured_value_that_enough_others_do_not_exceed() =>
        Gen.Select(Gen.Double[0, 1000].Array[1, 200], Gen.Int[1, 1000]).Sample((values, permille) =>
        {
            double[] sorted = [.. values.Order()];
            var value = Statistics.Percentile(sorted, permille / 1000.0);
            Assert.Contains(value, values);
            Assert.True(1000L * values.Count(other => other <= value) >= (long)permille * values.Length);
            Assert.True(1000L * values.Count(other => other < value) < (long)permille * values.Length);
        });

    [Theory]
    [InlineData(0)]
    [InlineData(1.01)]
    [InlineData(99)]
    public void A_share_is_above_none_and_at_most_all(double share) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Statistics.Percentile([1], share));

    [Fact]
    public void Ratios_are_taken_within_each_turn()
    {
        // A slow turn slowed both: their ratio is the same in each, though the medians alone would say otherwise.
        var ratio = Statistics.Ratio(new Sample([30, 3, 30]), new Sample([100, 10, 100]));
        Assert.Equal([0.3, 0.3, 0.3], ratio.Values.Select(value => Math.Round(value, 9)));
        var moved = Statistics.Ratio(new Sample([10, 40, 20]), new Sample([20, 20, 20]));
        Assert.Equal((1, 0.5, 2), (moved.Median, moved.Least, moved.Most));
    }

    [Fact]
    public void What_was_not_measured_in_turns_has_no_ratio() =>
        Assert.Throws<ArgumentException>(() => Statistics.Ratio(new Sample([1, 2]), new Sample([1])));

    [Fact]
    public void A_goal_is_judged_by_its_median()
    {
        Assert.True(Goal.AtLeast("", new Sample([0.1, 0.3, 0.5]), 0.3).Reached);
        Assert.False(Goal.AtLeast("", new Sample([0.1, 0.29, 0.5]), 0.3).Reached);
        Assert.True(Goal.AtMost("", new Sample([1, 3, 9]), 3).Reached);
        Assert.False(Goal.AtMost("", new Sample([1, 3.1, 9]), 3).Reached);
    }

    [Fact]
    public void A_spread_shows_median_least_and_most()
    {
        Assert.Equal("1,500 (1,000 to 2,000)", Results.Spread(new Sample([2000, 1000, 1500])));
        Assert.Equal("0.25", Results.Spread(new Sample([0.25]), "N2"));
    }
}
