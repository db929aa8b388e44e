using CareConnect.Domain.Figures;
using CsCheck;

namespace CareConnect.Domain.Tests.Figures;

public sealed class PercentileTests
{
    private static readonly Gen<TimeSpan[]> Times = Gen.Int[0, 100_000].Select(seconds => TimeSpan.FromSeconds(seconds)).Array[1, 40];

    [Theory]
    [InlineData(50, 5)]
    [InlineData(90, 9)]
    [InlineData(91, 10)]
    [InlineData(100, 10)]
    [InlineData(1, 1)]
    public void Of_ten_it_is_the_one_at_its_rank(int percent, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), Percentile.Of(Enumerable.Range(1, 10).Reverse().Select(each => TimeSpan.FromMinutes(each)), percent));

    [Fact]
    public void Of_one_it_is_that_one_and_of_none_there_is_none()
    {
        Assert.Equal(TimeSpan.FromMinutes(7), Percentile.Of([TimeSpan.FromMinutes(7)], 90));
        Assert.Null(Percentile.Of([], 50));
    }

    [Fact]
    public void It_is_one_of_the_values_and_the_smallest_with_enough_at_or_below_it() =>
        Gen.Select(Times, Gen.Int[1, 100]).Sample((times, percent) =>
        {
            var found = Percentile.Of(times, percent)!.Value;
            Assert.Contains(found, times);
            Assert.True(times.Count(time => time <= found) * 100 >= percent * times.Length);
            Assert.True(times.Count(time => time < found) * 100 < percent * times.Length);
        });

    [Fact]
    public void A_higher_one_is_never_less_and_order_does_not_matter() =>
        Gen.Select(Times.SelectMany(times => Gen.Shuffle(times.ToArray()).Select(shuffled => (times, shuffled))), Gen.Int[1, 100], Gen.Int[1, 100]).Sample((both, one, other) =>
        {
            Assert.True(Percentile.Of(both.times, Math.Min(one, other)) <= Percentile.Of(both.times, Math.Max(one, other)));
            Assert.Equal(Percentile.Of(both.times, one), Percentile.Of(both.shuffled, one));
        });

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void Percent_is_one_to_a_hundred(int percent) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Percentile.Of([TimeSpan.Zero], percent));
}
