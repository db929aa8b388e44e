using CareConnect.Domain.OnCall;
using static CareConnect.Domain.Tests.Denver;
using static CareConnect.Domain.Tests.OnCall.Rota;

namespace CareConnect.Domain.Tests.OnCall;

public sealed class ScheduleRulesTests
{
    private static readonly DateTimeOffset Now = Nov(24, 12);

    public static TheoryData<string, Rotation, OnCallFault> Impossible => new()
    {
        { "ends before it begins", Daily("x", 20, 8, 0, Luis), new ShiftEndsBeforeItBegins(0) },
        { "ends as it begins", Daily("x", 8, 8, 0, Luis), new ShiftEndsBeforeItBegins(0) },
        { "longer than a week", Weekly(8, 9, 7), new ShiftTooLong(0) },
        { "overlaps itself", Daily("x", 8, 9, 1, Luis), new ShiftsOverlap(0) },
        { "overlaps itself over the end of the week", Both(new(DayOfWeek.Saturday, T(8), T(8), 3), new(DayOfWeek.Monday, T(8), T(9), 0)), new ShiftsOverlap(0) },
        { "nobody", Daily("x", 8, 20, 0), new NoPeople(0) },
        { "no hours", Both(), new NoHours(0) },
        { "not of the clinic", Daily("x", 8, 20, 0, Luis, Stranger), new UnknownPerson(Stranger) },
        { "cannot open the board", Daily("x", 8, 20, 0, Tom), new NotInCrisisTeam(Tom) },
        { "a turn of no days", Days(Luis) with { TurnDays = 0 }, new BadTurn(0) },
        { "a turn of 29 days", Days(Luis) with { TurnDays = 29 }, new BadTurn(0) },
        { "ends before it starts", Days(Luis) with { End = Start }, new EndsBeforeItStarts(0) },
        { "no name", Days(Luis) with { Name = " " }, new BadName() },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void A_rotation_that_cannot_be_is_refused_with_the_reason(string why, Rotation rotation, OnCallFault fault)
    {
        Assert.NotEmpty(why);
        Assert.Contains(fault, ScheduleRules.Check(Schedule(rotation), Everyone));
    }

    [Fact]
    public void Rotations_at_the_same_time_are_refused_and_neighbours_are_not()
    {
        Assert.Equal([new RotationsOverlap(0, 1)], ScheduleRules.Check(Schedule(Days(Luis), Daily("x", 19, 21, 0, Dana)), Everyone));
        Assert.Empty(ScheduleRules.Check(Schedule(Days(Luis), Nights(Dana)), Everyone));
        Assert.Empty(ScheduleRules.Check(Schedule(Weekly(8, 8, 7)), Everyone));
    }

    [Fact]
    public void A_rotation_may_follow_another_on_the_same_hours()
    {
        var change = new DateOnly(2026, 12, 1);
        var old = Days(Luis) with { End = change };
        Assert.Empty(ScheduleRules.Check(Schedule(old, Days(Dana) with { Start = change }), Everyone));
        Assert.Equal(
            [new RotationsOverlap(0, 1)], ScheduleRules.Check(Schedule(old, Days(Dana) with { Start = change.AddDays(-1) }), Everyone));
        // A night that begins on the last day reaches into the next.
        Assert.Equal(
            [new RotationsOverlap(0, 1)],
            ScheduleRules.Check(Schedule(Nights(Luis) with { End = change }, Daily("x", 7, 9, 0, Dana) with { Start = change }), Everyone));
    }

    [Fact]
    public void There_are_limits_to_what_anybody_can_oversee()
    {
        var later = Enumerable.Range(0, 21).Select(week => Days(Luis) with { Start = Start.AddDays(7 * week), End = Start.AddDays((7 * week) + 7) }).ToArray();
        Assert.Empty(ScheduleRules.Check(Schedule(later[..20]), Everyone));
        Assert.Equal([new TooMuch()], ScheduleRules.Check(Schedule(later), Everyone));
        Assert.Empty(ScheduleRules.Check(Schedule(Days([.. Enumerable.Repeat(Luis, 60)])), Everyone));
        Assert.Equal([new TooMuch()], ScheduleRules.Check(Schedule(Days([.. Enumerable.Repeat(Luis, 61)])), Everyone));
    }

    [Fact]
    public void An_override_must_be_possible_and_ahead()
    {
        Assert.Empty(ScheduleRules.Check(Change(Nov(24, 11), Nov(24, 13)), Everyone, Now));
        Assert.Equal([new ShiftEndsBeforeItBegins(null)], ScheduleRules.Check(Change(Nov(25, 9), Nov(25, 9)), Everyone, Now));
        Assert.Equal([new ShiftTooLong(null)], ScheduleRules.Check(Change(Nov(25, 9), Nov(25, 9).AddDays(7).AddHours(1).AddTicks(1)), Everyone, Now));
        Assert.Equal([new NotInReach()], ScheduleRules.Check(Change(Nov(24, 11), Nov(24, 12)), Everyone, Now));
        Assert.Equal([new NotInReach()], ScheduleRules.Check(Change(Now.AddDays(367), Now.AddDays(368)), Everyone, Now));
        Assert.Equal([new UnknownPerson(Stranger)], ScheduleRules.Check(Change(Nov(25, 9), Nov(25, 10)) with { Person = Stranger }, Everyone, Now));
        Assert.Empty(ScheduleRules.Check(Change(Nov(25, 9), Nov(25, 10)) with { Person = null }, Everyone, Now));
    }

    [Fact]
    public void Who_does_not_edit_changes_only_own_or_open_hours_and_leaves_none_open()
    {
        var schedule = Schedule(Days(Luis));
        Assert.Null(ScheduleRules.CheckOwn(schedule, Change(Nov(25, 9), Nov(25, 12)), Luis));
        Assert.Null(ScheduleRules.CheckOwn(schedule, Change(Nov(25, 18), Nov(26, 7)), Luis));
        Assert.Equal(new NotOwnHours(), ScheduleRules.CheckOwn(schedule, Change(Nov(25, 19), Nov(26, 7)), Dana));
        Assert.Null(ScheduleRules.CheckOwn(schedule, Change(Nov(25, 20), Nov(26, 7)), Dana));
        Assert.Equal(new NoReplacement(), ScheduleRules.CheckOwn(schedule, Change(Nov(25, 9), Nov(25, 12)) with { Person = null }, Luis));
    }

    private static Override Change(DateTimeOffset from, DateTimeOffset until) => new(Guid.Empty, from, until, Amari, Now);

    private static TimeOnly T(int hour) => new(hour, 0);

    private static Rotation Both(params ShiftHours[] hours) => Days(Luis) with { Hours = [.. hours] };

    private static Rotation Weekly(int from, int until, int days) => Both(new ShiftHours(DayOfWeek.Monday, T(from), T(until), days));
}
