using System.Collections.Immutable;
using CareConnect.Domain.OnCall;
using CareConnect.Domain.People;
using CsCheck;
using static CareConnect.Domain.Tests.OnCall.Rota;

namespace CareConnect.Domain.Tests.OnCall;

/// <summary>Whatever the rotations and overrides are, over a year with both changes of the clocks in three zones.</summary>
public sealed class ScheduleProperties
{
    private static readonly DateTimeOffset Year = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<TimeZoneInfo> Zone =
        Gen.Int[0, 2].Select(i => new[] { "America/Denver", "Europe/Madrid", "Australia/Lord_Howe" }[i]).Select(TimeZoneInfo.FindSystemTimeZoneById);

    private static readonly Gen<TimeOnly> Time = Gen.Int[0, 95].Select(quarter => new TimeOnly(quarter / 4, quarter % 4 * 15));

    private static readonly Gen<ShiftHours> AnyHours =
        Gen.Select(Gen.Enum<DayOfWeek>(), Time, Time, Gen.Int[0, 7], (day, from, until, days) => new ShiftHours(day, from, until, days));

    private static readonly Gen<PersonId> Person = Gen.Int[0, 2].Select(i => new[] { Luis, Dana, Amari }[i]);

    // Rotations that would be refused among them: even then each instant has one answer.
    private static readonly Gen<Rotation> AnyRotation = Gen.Select(
        Person.Array[1, 3], Gen.Int[1, 14], Gen.Int[0, 40], AnyHours.Array[1, 7],
        (people, turn, start, hours) => new Rotation
        {
            Name = "Any", People = [.. people], TurnDays = turn, Start = Start.AddDays(start), Hours = [.. hours],
        });

    private static readonly Gen<DateTimeOffset> Moment = Gen.Int[0, 365 * 24 * 4].Select(quarter => Year.AddMinutes(15 * quarter));

    private static readonly Gen<Override> AnyOverride = Gen.Select(
        Moment, Gen.Int[1, 7 * 24 * 4], Gen.OneOf(Person.Select(person => (PersonId?)person), Gen.Const((PersonId?)null)), Gen.Int[0, 100], Gen.Guid,
        (from, quarters, person, made, id) => new Override(id, from, from.AddMinutes(15 * quarters), person, Year.AddDays(-made)));

    private static readonly Gen<Schedule> AnySchedule = Gen.Select(
        Zone, AnyRotation.Array[0, 3], AnyOverride.Array[0, 4],
        (zone, rotations, overrides) => Schedule(rotations) with { Zone = zone, Overrides = [.. overrides] });

    private static readonly Gen<(DateTimeOffset From, DateTimeOffset Until)> Range =
        Gen.Select(Moment, Gen.Int[1, 14 * 24 * 4], (from, quarters) => (from, from.AddMinutes(15 * quarters)));

    [Fact]
    public void Every_instant_of_a_range_is_in_one_shift_or_in_one_gap() =>
        Gen.Select(AnySchedule, Range).Sample((schedule, range) =>
        {
            var all = schedule.Between(range.From, range.Until);
            Assert.Equal(range.From, all[0].From);
            Assert.Equal(range.Until, all[^1].Until);
            Assert.All(all, stretch => Assert.True(stretch.From < stretch.Until));
            Assert.All(all.Zip(all.Skip(1)), pair => Assert.Equal(pair.First.Until, pair.Second.From));

            var parts = schedule.Shifts(range.From, range.Until).AddRange(schedule.Gaps(range.From, range.Until));
            Assert.Equal((range.Until - range.From).Ticks, parts.Sum(part => (part.Until - part.From).Ticks));
        });

    [Fact]
    public void Who_is_on_call_at_an_instant_is_whose_shift_it_is_in() =>
        Gen.Select(AnySchedule, Range, Gen.Double[0, 0.999]).Sample((schedule, range, part) =>
        {
            var at = range.From + (part * (range.Until - range.From));
            var stretch = Assert.Single(schedule.Between(range.From, range.Until), s => s.From <= at && at < s.Until);
            Assert.Equal(stretch.Person, schedule.OnCallAt(at));
        });

    [Fact]
    public void An_override_made_last_is_who_is_on_call_in_all_of_its_hours() =>
        Gen.Select(AnySchedule, AnyOverride, Gen.Double[0, 0.999]).Sample((schedule, last, part) =>
        {
            last = last with { MadeAt = Year.AddDays(1) };
            var changed = schedule with { Overrides = schedule.Overrides.Add(last) };
            Assert.Equal(last.Person, changed.OnCallAt(last.From + (part * (last.Until - last.From))));
            Assert.Equal(schedule.OnCallAt(last.Until), changed.OnCallAt(last.Until));
            Assert.Equal(schedule.OnCallAt(last.From.AddTicks(-1)), changed.OnCallAt(last.From.AddTicks(-1)));
        });

    [Fact]
    public void Days_and_nights_leave_no_gap_all_year_in_any_zone_at_any_hand_over() =>
        Gen.Select(Zone, Time, Time.Where(time => time > TimeOnly.MinValue), Moment).Sample((zone, one, other, from) =>
        {
            if (one == other) return;
            var (open, close) = one < other ? (one, other) : (other, one);
            ImmutableArray<ShiftHours> Every(TimeOnly begin, TimeOnly end, int days) =>
                [.. Enum.GetValues<DayOfWeek>().Select(day => new ShiftHours(day, begin, end, days))];
            var schedule = Schedule(
                Days(Luis, Dana) with { Hours = Every(open, close, 0) }, Nights(Dana, Luis) with { Hours = Every(close, open, 1) });
            schedule = schedule with { Zone = zone };
            Assert.Empty(ScheduleRules.Check(schedule, Everyone));
            Assert.Empty(schedule.Gaps(from.AddDays(10), from.AddDays(40)));
        });

    [Fact]
    public void What_the_rules_let_pass_never_overlaps_by_the_wall_clock() =>
        AnySchedule.Sample(schedule =>
        {
            if (!ScheduleRules.Check(schedule, Everyone).IsEmpty) return;
            var shifts = schedule.Rotations
                .SelectMany(rotation => rotation.Shifts(Start, Start.AddDays(200))).OrderBy(shift => shift.From).ToList();
            Assert.All(shifts.Zip(shifts.Skip(1)), pair => Assert.True(pair.First.Until <= pair.Second.From));
        });
}
