using CareConnect.Domain.Figures;
using CsCheck;
using static CareConnect.Domain.Tests.Denver;

namespace CareConnect.Domain.Tests.Figures;

public sealed class WeeksTests
{
    private static readonly Gen<Wait> AnyWait = Gen.Select(Gen.Int[0, 100 * 24 * 60], Gen.Int[-1, 3000], Gen.Int[-1, 3000], Gen.Bool).Select((began, claimed, answered, overdue) =>
    {
        var at = Nov(23, 0).AddDays(-95).AddMinutes(began);
        return new Wait(at, claimed < 0 ? null : at.AddMinutes(claimed), answered < 0 ? null : at.AddMinutes(answered), overdue);
    });

    [Fact]
    public void A_week_begins_on_Monday_at_midnight_of_the_clinic()
    {
        Assert.Equal(Nov(23, 0), Weeks.Start(Denver.Calendar, Nov(23, 0), 1));
        Assert.Equal(Nov(23, 0), Weeks.Start(Denver.Calendar, Nov(29, 23, 59), 1));
        Assert.Equal(Nov(16, 0), Weeks.Start(Denver.Calendar, Nov(23, 0).AddTicks(-1), 1));
        Assert.Equal([1, 1], Counts(2, Nov(24, 12), Nov(23, 0).AddTicks(-1), Nov(23, 0)));
    }

    /// <summary>2026: clocks go forward on March 8 and back on November 1, so those weeks have an hour less and one more.</summary>
    [Theory]
    [InlineData(2026, 3, 9, -7, -6)]
    [InlineData(2026, 11, 2, -6, -7)]
    public void A_change_of_the_clock_moves_no_week(int year, int month, int day, int before, int after)
    {
        var monday = new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.FromHours(after));
        var weekBefore = new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.FromHours(before)).AddDays(-7);
        Assert.Equal(monday, Weeks.Start(Denver.Calendar, monday.AddHours(12), 1));
        Assert.Equal(weekBefore, Weeks.Start(Denver.Calendar, monday.AddHours(12), 2));
        Assert.Equal([2, 1], Counts(2, monday.AddHours(12), weekBefore, monday.AddTicks(-1), monday));
    }

    [Fact]
    public void Every_wait_of_those_weeks_is_counted_once() => AnyWait.Array[0, 60].Sample(waits =>
    {
        var now = Nov(24, 12);
        var from = Weeks.Start(Denver.Calendar, now, 12);
        var weeks = Weeks.Of(waits, Denver.Calendar, now, 12);
        Assert.Equal(12, weeks.Count);
        Assert.Equal(waits.Count(wait => wait.Began >= from && wait.Began < Nov(30, 0)), weeks.Sum(week => week.Began));
        Assert.All(weeks.Zip(weeks.Skip(1)), pair => Assert.Equal(pair.First.Monday.AddDays(7), pair.Second.Monday));
        Assert.All(weeks, week =>
        {
            Assert.Equal(DayOfWeek.Monday, week.Monday.DayOfWeek);
            Assert.True(week.Overdue <= week.Began);
            Assert.True(week.ToClaim.Median <= week.ToClaim.Ninety || week.ToClaim.Median is null);
            Assert.Equal(week.Began == 0, week.OverduePercent is null);
        });
    });

    [Fact]
    public void A_week_without_waits_has_no_times() =>
        Assert.Equal(new WeekFigures(new DateOnly(2026, 11, 23), 0, 0, new Spread(null, null), new Spread(null, null)), Weeks.Of([], Denver.Calendar, Nov(24, 12), 1).Single());

    [Fact]
    public void What_is_not_claimed_yet_is_in_no_time() =>
        Assert.Equal(TimeSpan.FromMinutes(5), Weeks.Of(
            [new Wait(Nov(23, 10), null, null, true), new Wait(Nov(23, 10), Nov(23, 10, 5), null, false)], Denver.Calendar, Nov(24, 12), 1).Single().ToClaim.Median);

    private static IEnumerable<int> Counts(int weeks, DateTimeOffset now, params DateTimeOffset[] began) =>
        Weeks.Of(began.Select(at => new Wait(at, null, null, false)), Denver.Calendar, now, weeks).Select(week => week.Began);
}
