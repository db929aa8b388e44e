using System.Collections.Frozen;
using CareConnect.Domain.OnCall;
using CareConnect.Domain.People;

namespace CareConnect.Domain.Tests.OnCall;

/// <summary>The crisis team of these tests: Luis by day, Dana by night, turn about; Amari at the end.</summary>
internal static class Rota
{
    public static readonly PersonId Luis = new("luis");
    public static readonly PersonId Dana = new("dana");
    public static readonly PersonId Amari = new("amari");

    /// <summary>Staff, but in no crisis team.</summary>
    public static readonly PersonId Tom = new("tom");

    public static readonly PersonId Stranger = new("stranger");

    public static readonly TeamId Team = new("crisis team");

    public static readonly ScheduleId Line = new(new Guid("00000000-0000-0000-0000-00000000000a"));

    public static readonly Roster Everyone = new(
        new[] { Luis, Dana, Amari, Tom }.ToFrozenSet(), [Luis, Dana, Amari],
        new Dictionary<TeamId, System.Collections.Immutable.ImmutableArray<PersonId>> { [Team] = [Luis, Dana, Amari] }.ToFrozenDictionary());

    /// <summary>A Monday.</summary>
    public static readonly DateOnly Start = new(2026, 1, 12);

    public static Rotation Days(params PersonId[] people) => Daily("Days", 8, 20, 0, people);

    public static Rotation Nights(params PersonId[] people) => Daily("Nights", 20, 8, 1, people);

    public static Rotation Daily(string name, int from, int until, int days, params PersonId[] people) => new()
    {
        Name = name, People = [.. people], TurnDays = 7, Start = Start,
        Hours = [.. Enum.GetValues<DayOfWeek>().Select(day => new ShiftHours(day, new TimeOnly(from, 0), new TimeOnly(until, 0), days))],
    };

    public static Schedule Schedule(params Rotation[] rotations) =>
        new() { Id = Line, Name = "Crisis line", Zone = Denver.Zone, Rotations = [.. rotations] };

    public static OnCallBook Book(Schedule schedule, params EscalationPolicy[] policies) => new(
        Everyone, new Dictionary<ScheduleId, Schedule> { [schedule.Id] = schedule }.ToFrozenDictionary(),
        policies.ToFrozenDictionary(policy => policy.Id));

    public static EscalationPolicy Policy(PersonId? last, params PolicyStep[] steps) =>
        new() { Id = PolicyId.InForce, Name = "Alerts", Steps = [.. steps], Last = last };

    public static PolicyStep Step(int minutes, params StepTarget[] targets) => new([.. targets], TimeSpan.FromMinutes(minutes));
}
