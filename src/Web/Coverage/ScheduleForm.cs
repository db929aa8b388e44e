using System.Globalization;
using CareConnect.Domain.OnCall;
using CareConnect.Protocol;

namespace CareConnect.Web.Coverage;

/// <summary>A schedule as its form holds it.</summary>
public sealed class ScheduleForm
{
    public static readonly IReadOnlyList<(string Code, DayOfWeek Day)> Week =
    [
        ("mon", DayOfWeek.Monday), ("tue", DayOfWeek.Tuesday), ("wed", DayOfWeek.Wednesday), ("thu", DayOfWeek.Thursday),
        ("fri", DayOfWeek.Friday), ("sat", DayOfWeek.Saturday), ("sun", DayOfWeek.Sunday),
    ];

    public string? Name { get; set; }

    public int Version { get; set; }

    public IList<RotationForm> Rotations { get; init; } = [];

    public static ScheduleForm Of(Schedule schedule, int version)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        return new() { Name = schedule.Name, Version = version, Rotations = [.. schedule.Rotations.Select(RotationForm.Of)] };
    }

    /// <summary>Adds or removes a rotation; false for a button that does neither.</summary>
    public bool Change(string? button, DateOnly start, string name)
    {
        if (button == "add")
        {
            Rotations.Add(RotationForm.New(start, name));
            return true;
        }

        if (button?.Split('-') is not ["remove", var number] || !int.TryParse(number, CultureInfo.InvariantCulture, out var at)
            || at < 0 || at >= Rotations.Count)
            return false;
        Rotations.RemoveAt(at);
        return true;
    }

    public OnCallSchedule Read(string zone) => new(Name ?? "", zone, [.. Rotations.Select(rotation => rotation.Read())], Version);
}

public sealed class RotationForm
{
    public string? Name { get; set; }

    /// <summary>Person ids in order; empty places are left out.</summary>
    public IList<string?> People { get; init; } = [];

    public string? TurnDays { get; set; }

    public string? Start { get; set; }

    public string? End { get; set; }

    public IList<HoursForm> Hours { get; init; } = [];

    public static RotationForm New(DateOnly start, string name) => new()
    {
        Name = name, TurnDays = "7", Start = Iso(start),
        Hours = [new HoursForm { Days = [.. ScheduleForm.Week.Select(day => day.Code)], From = "08:00", Until = "20:00", Later = "0" }],
    };

    // Shifts of the same hours on several days are one line of the form.
    public static RotationForm Of(Rotation rotation)
    {
        ArgumentNullException.ThrowIfNull(rotation);
        return new()
        {
            Name = rotation.Name, TurnDays = rotation.TurnDays.ToString(CultureInfo.InvariantCulture),
            Start = Iso(rotation.Start), End = rotation.End is { } end ? Iso(end) : null,
            People = [.. rotation.People.Select(person => person.Value)],
            Hours = [.. rotation.Hours.GroupBy(hours => (hours.From, hours.Until, hours.Days)).Select(same => new HoursForm
            {
                Days = [.. ScheduleForm.Week.Where(day => same.Any(hours => hours.Day == day.Day)).Select(day => day.Code)],
                From = Time(same.Key.From), Until = Time(same.Key.Until), Later = same.Key.Days.ToString(CultureInfo.InvariantCulture),
            })],
        };
    }

    public OnCallRotation Read() => new(
        Name ?? "", [.. People.Where(person => !string.IsNullOrEmpty(person)).Select(person => person!)],
        int.TryParse(TurnDays, CultureInfo.InvariantCulture, out var days) ? days : 0, Start ?? "", string.IsNullOrEmpty(End) ? null : End,
        [.. Hours.Where(hours => hours.Days.Any(day => day is not null)).Select(hours => hours.Read())]);

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Time(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}

public sealed class HoursForm
{
    public IList<string?> Days { get; init; } = [];

    public string? From { get; set; }

    public string? Until { get; set; }

    public string? Later { get; set; }

    public OnCallHours Read() => new(
        [.. Days.Where(day => day is not null).Select(day => day!)], From ?? "", Until ?? "",
        int.TryParse(Later, CultureInfo.InvariantCulture, out var later) ? later : -1);
}
