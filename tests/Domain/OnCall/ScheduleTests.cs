using CareConnect.Domain.OnCall;
using CareConnect.Domain.People;
using static CareConnect.Domain.Tests.Denver;
using static CareConnect.Domain.Tests.OnCall.Rota;

namespace CareConnect.Domain.Tests.OnCall;

public sealed class ScheduleTests
{
    private static readonly Schedule Covered = Schedule(Days(Luis, Dana), Nights(Dana, Luis));

    [Theory]
    [InlineData(23, 7, "dana")]
    [InlineData(23, 8, "dana")]
    [InlineData(23, 19, "dana")]
    [InlineData(23, 20, "luis")]
    [InlineData(29, 23, "luis")]
    [InlineData(30, 7, "luis")]
    [InlineData(30, 8, "luis")]
    [InlineData(30, 20, "dana")]
    public void Turns_change_at_the_first_hand_over_of_the_new_week(int day, int hour, string person)
    {
        // November 23, 2026 begins the 46th week since the start, so the second person's; the night before was the first's.
        Assert.Equal(new PersonId(person), Covered.OnCallAt(Nov(day, hour)));
    }

    [Fact]
    public void The_minute_of_a_hand_over_is_the_next_persons()
    {
        Assert.Equal(Dana, Covered.OnCallAt(Nov(23, 19, 59)));
        Assert.Equal(Luis, Covered.OnCallAt(Nov(23, 20)));
    }

    [Fact]
    public void In_a_daily_rotation_turns_change_each_day()
    {
        var schedule = Schedule(Daily("All day", 8, 8, 1, Luis, Dana, Amari) with { TurnDays = 1 });
        var first = schedule.OnCallAt(Nov(24, 8));
        Assert.Equal(3, Enumerable.Range(0, 3).Select(day => schedule.OnCallAt(Nov(24 + day, 12))).Distinct().Count());
        Assert.Equal(first, schedule.OnCallAt(Nov(27, 8)));
        Assert.Equal(first, schedule.OnCallAt(Nov(25, 7, 59)));
    }

    [Fact]
    public void Nobody_is_on_before_the_start_nor_after_the_end()
    {
        var schedule = Schedule(Days(Luis) with { Start = new DateOnly(2026, 11, 24), End = new DateOnly(2026, 11, 25) });
        Assert.Null(schedule.OnCallAt(Nov(23, 12)));
        Assert.Equal(Luis, schedule.OnCallAt(Nov(24, 12)));
        Assert.Null(schedule.OnCallAt(Nov(25, 12)));
    }

    [Fact]
    public void Hours_without_a_rotation_are_a_gap_and_neighbouring_gaps_are_one()
    {
        var schedule = Schedule(Days(Luis));
        Assert.Equal(
            [(Nov(23, 20), Nov(24, 8)), (Nov(24, 20), Nov(25, 8))],
            schedule.Gaps(Nov(23, 8), Nov(25, 8)).Select(gap => (gap.From, gap.Until)));
        var open = schedule with { Overrides = [new Override(Guid.Empty, Nov(24, 8), Nov(24, 20), null, Nov(1, 0))] };
        Assert.Equal([(Nov(23, 20), Nov(25, 8))], open.Gaps(Nov(23, 8), Nov(25, 8)).Select(gap => (gap.From, gap.Until)));
    }

    [Fact]
    public void An_override_wins_over_a_rotation_and_the_later_made_over_the_earlier()
    {
        var schedule = Covered with
        {
            Overrides =
            [
                new Override(new Guid(1, 0, 0, new byte[8]), Nov(24, 10), Nov(24, 14), Amari, Nov(2, 0)),
                new Override(new Guid(2, 0, 0, new byte[8]), Nov(24, 9), Nov(24, 12), null, Nov(1, 0)),
            ],
        };
        Assert.Equal(
            [(Nov(24, 8), Dana), (Nov(24, 9), null), (Nov(24, 10), Amari), (Nov(24, 14), (PersonId?)Dana)],
            schedule.Between(Nov(24, 8), Nov(24, 20)).Select(stretch => (stretch.From, stretch.Person)));
    }

    [Theory]
    [InlineData("America/Denver", 2026, 3, 7, 11)]
    [InlineData("America/Denver", 2026, 10, 31, 13)]
    [InlineData("Europe/Madrid", 2026, 3, 28, 11)]
    [InlineData("Europe/Madrid", 2026, 10, 24, 13)]
    [InlineData("Australia/Lord_Howe", 2026, 4, 4, 12.5)]
    [InlineData("Australia/Lord_Howe", 2026, 10, 3, 11.5)]
    [InlineData("America/Denver", 2026, 6, 1, 12)]
    public void A_night_over_a_change_of_the_clocks_is_as_long_as_it_really_is(string zone, int year, int month, int day, double hours)
    {
        var schedule = Schedule(Days(Luis), Nights(Dana)) with { Zone = TimeZoneInfo.FindSystemTimeZoneById(zone) };
        var noon = WallClock.At(schedule.Zone, new DateTime(year, month, day, 12, 0, 0));
        var night = Assert.Single(schedule.Shifts(noon, noon.AddDays(1)), shift => shift.Person == Dana);
        Assert.Equal(TimeSpan.FromHours(hours), night.Until - night.From);
        Assert.Empty(schedule.Gaps(noon.AddDays(-2), noon.AddDays(3)));
    }

    [Fact]
    public void A_hand_over_in_the_hour_that_is_left_out_happens_as_the_clocks_change()
    {
        var early = Daily("Early", 14, 2, 1, Luis) with { Hours = [.. Daily("", 14, 2, 1, Luis).Hours.Select(h => h with { Until = new TimeOnly(2, 30) })] };
        var late = Daily("Late", 2, 14, 0, Dana) with { Hours = [.. Daily("", 2, 14, 0, Dana).Hours.Select(h => h with { From = new TimeOnly(2, 30) })] };
        var schedule = Schedule(early, late);
        var change = new DateTimeOffset(2026, 3, 8, 9, 0, 0, TimeSpan.Zero);
        Assert.Equal(Luis, schedule.OnCallAt(change.AddTicks(-1)));
        Assert.Equal(Dana, schedule.OnCallAt(change));
        Assert.False(WallClock.Shows(Zone, new DateTime(2026, 3, 8, 2, 30, 0)));
        Assert.True(WallClock.Shows(Zone, new DateTime(2026, 3, 8, 3, 0, 0)));
    }

    [Fact]
    public void A_hand_over_in_the_hour_that_comes_twice_happens_the_first_time()
    {
        var twice = new DateTime(2026, 11, 1, 1, 30, 0);
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 7, 30, 0, TimeSpan.Zero), WallClock.At(Zone, twice));
        Assert.True(WallClock.Shows(Zone, twice));
    }
}
