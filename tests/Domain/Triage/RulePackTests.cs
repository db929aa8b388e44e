using CareConnect.Domain.Triage;
using static CareConnect.Domain.Tests.Denver;

namespace CareConnect.Domain.Tests.Triage;

public sealed class RulePackTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Routine_is_given_one_to_three_working_days(int days) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Pack with { RoutineWorkingDays = days });

    [Fact]
    public void A_tuned_routine_clock_counts_working_days()
    {
        var pack = Pack with { RoutineWorkingDays = 3 };
        Assert.Equal(Nov(27, 14), pack.ClocksOf(Level.Routine, Nov(23, 14)).ClaimBy);
    }

    [Fact]
    public void Contact_cannot_be_due_before_the_claim()
    {
        var backwards = new RoundTheClock(TimeSpan.FromHours(2), TimeSpan.FromMinutes(30));
        Assert.Throws<ArgumentOutOfRangeException>(() => Pack with { Urgent = backwards });
        Assert.Throws<ArgumentOutOfRangeException>(() => Pack with { Crisis = default });
    }

    [Fact]
    public void Clocks_day_and_night_count_minutes_and_not_the_wall()
    {
        // The night of November 1, 2026 has an hour twice.
        var from = new DateTimeOffset(2026, 11, 1, 1, 30, 0, TimeSpan.FromHours(-6));
        Assert.Equal(from.AddHours(2), Pack.ClocksOf(Level.Urgent, from).ContactBy);
        Assert.Equal(2, Denver.Calendar.Local(Pack.ClocksOf(Level.Urgent, from).ContactBy).Hour);
    }
}
