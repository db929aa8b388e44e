using CareConnect.Domain.Calendar;
using CsCheck;
using static CareConnect.Domain.Tests.Denver;

namespace CareConnect.Domain.Tests.Calendar;

public sealed class WorkingCalendarTests
{
    private static readonly Gen<DateTimeOffset> AnyMoment =
        Gen.Long[0, 3 * 366 * 24 * 60].Select(minutes => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes));

    [Fact]
    public void Opening_is_open_and_closing_is_not()
    {
        Assert.False(Denver.Calendar.IsOpen(Nov(23, 9).AddTicks(-1)));
        Assert.True(Denver.Calendar.IsOpen(Nov(23, 9)));
        Assert.True(Denver.Calendar.IsOpen(Nov(23, 17).AddTicks(-1)));
        Assert.False(Denver.Calendar.IsOpen(Nov(23, 17)));
    }

    [Fact]
    public void Weekends_and_holidays_are_closed()
    {
        Assert.False(Denver.Calendar.IsOpen(Nov(22, 12)));
        Assert.False(Denver.Calendar.IsOpen(Nov(26, 12)));
        Assert.True(Denver.Calendar.IsOpen(Nov(27, 12)));
    }

    [Fact]
    public void The_next_opening_skips_the_holiday_and_the_weekend()
    {
        Assert.Equal(Nov(27, 9), Denver.Calendar.NextOpen(Nov(25, 17)));
        Assert.Equal(Nov(30, 9), Denver.Calendar.NextOpen(Nov(27, 17)));
        Assert.Equal(Nov(24, 11), Denver.Calendar.NextOpen(Nov(24, 11)));
        Assert.Equal(Nov(24, 9), Denver.Calendar.NextOpen(Nov(24, 3)));
    }

    [Fact]
    public void The_working_day_ends_today_until_it_has_closed()
    {
        Assert.Equal(Nov(23, 17), Denver.Calendar.EndOfWorkingDay(Nov(23, 3)));
        Assert.Equal(Nov(23, 17), Denver.Calendar.EndOfWorkingDay(Nov(23, 17).AddTicks(-1)));
        Assert.Equal(Nov(24, 17), Denver.Calendar.EndOfWorkingDay(Nov(23, 17)));
    }

    [Fact]
    public void One_working_day_later_is_the_same_time_on_the_next_working_day()
    {
        Assert.Equal(Nov(24, 14), Denver.Calendar.AddWorkingDays(Nov(23, 14), 1));
        Assert.Equal(Nov(27, 14), Denver.Calendar.AddWorkingDays(Nov(25, 14), 1));
        Assert.Equal(Nov(30, 14), Denver.Calendar.AddWorkingDays(Nov(25, 14), 2));
    }

    [Fact]
    public void What_comes_while_closed_has_one_whole_working_day()
    {
        Assert.Equal(Nov(24, 17), Denver.Calendar.AddWorkingDays(Nov(23, 20), 1));
        Assert.Equal(Nov(30, 17), Denver.Calendar.AddWorkingDays(Nov(28, 12), 1));
        Assert.Equal(Nov(23, 17), Denver.Calendar.AddWorkingDays(Nov(23, 9), 1));
    }

    [Fact]
    public void A_shorter_next_day_ends_the_clock_at_its_closing_and_a_later_one_starts_it_at_its_opening()
    {
        var calendar = new WorkingCalendar(Zone, new Dictionary<DayOfWeek, WorkingHours>
        {
            [DayOfWeek.Monday] = new(new(8, 0), new(18, 0)),
            [DayOfWeek.Tuesday] = new(new(10, 0), new(12, 0)),
        });
        Assert.Equal(Nov(24, 12), calendar.AddWorkingDays(Nov(23, 16), 1));
        Assert.Equal(Nov(24, 10), calendar.AddWorkingDays(Nov(23, 8, 30), 1));
    }

    [Fact]
    public void Nine_in_the_morning_stays_nine_across_both_changes_of_the_clock()
    {
        // 2026: forward on March 8 (UTC-7 to UTC-6), back on November 1.
        Assert.Equal(Utc(3, 6, 16), Denver.Calendar.NextOpen(Utc(3, 6, 15)));
        Assert.Equal(Utc(3, 9, 15), Denver.Calendar.NextOpen(Utc(3, 7, 15)));
        Assert.Equal(Utc(3, 9, 20), Denver.Calendar.AddWorkingDays(Utc(3, 6, 21), 1));
        Assert.Equal(Utc(11, 2, 16), Denver.Calendar.NextOpen(Utc(10, 31, 16)));
        Assert.Equal(Utc(11, 2, 21), Denver.Calendar.AddWorkingDays(Utc(10, 30, 20), 1));
    }

    [Fact]
    public void An_hour_that_comes_twice_means_its_first_coming()
    {
        var calendar = Sundays(new(0, 30), new(1, 30));
        Assert.Equal(Utc(11, 1, 7, 30), calendar.EndOfWorkingDay(Utc(11, 1, 6, 45)));
        Assert.False(calendar.IsOpen(Utc(11, 1, 8, 15)));
    }

    [Fact]
    public void An_hour_that_is_left_out_is_read_with_the_offset_before_it()
    {
        var calendar = Sundays(new(2, 30), new(5, 0));
        Assert.Equal(Utc(3, 8, 9, 30), calendar.NextOpen(Utc(3, 8, 0)));
    }

    [Fact]
    public void Every_answer_comes_in_UTC() => AnyMoment.Sample(moment =>
    {
        var local = moment.ToOffset(TimeSpan.FromHours(5));
        Assert.Equal(TimeSpan.Zero, Denver.Calendar.NextOpen(local).Offset);
        Assert.Equal(TimeSpan.Zero, Denver.Calendar.EndOfWorkingDay(local).Offset);
        Assert.Equal(TimeSpan.Zero, Denver.Calendar.AddWorkingDays(local, 1).Offset);
    });

    [Fact]
    public void The_next_opening_is_open_and_nothing_between_is() => AnyMoment.Sample(moment =>
    {
        var opens = Denver.Calendar.NextOpen(moment);
        Assert.True(opens >= moment);
        Assert.True(Denver.Calendar.IsOpen(opens));
        Assert.Equal(opens == moment, Denver.Calendar.IsOpen(moment));
        Assert.True(opens == moment || !Denver.Calendar.IsOpen(opens.AddTicks(-1)));
    });

    [Fact]
    public void Whoever_comes_later_is_never_due_earlier() =>
        Gen.Select(AnyMoment, AnyMoment, Gen.Int[1, 3]).Sample((one, other, days) =>
        {
            var (first, second) = one <= other ? (one, other) : (other, one);
            Assert.True(Denver.Calendar.AddWorkingDays(first, days) <= Denver.Calendar.AddWorkingDays(second, days));
            Assert.True(Denver.Calendar.EndOfWorkingDay(first) <= Denver.Calendar.EndOfWorkingDay(second));
            Assert.True(Denver.Calendar.AddWorkingDays(first, days) > first);
        });

    [Fact]
    public void A_calendar_needs_a_day_with_hours_and_a_day_needs_to_close_after_it_opens()
    {
        Assert.Throws<ArgumentException>(() => new WorkingCalendar(Zone, new Dictionary<DayOfWeek, WorkingHours>()));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WorkingHours(new(9, 0), new(9, 0)));
    }

    private static WorkingCalendar Sundays(TimeOnly open, TimeOnly close) =>
        new(Zone, new Dictionary<DayOfWeek, WorkingHours> { [DayOfWeek.Sunday] = new(open, close) });

    private static DateTimeOffset Utc(int month, int day, int hour, int minute = 0) =>
        new(2026, month, day, hour, minute, 0, TimeSpan.Zero);
}
