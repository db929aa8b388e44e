using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CareConnect.Domain.OnCall;
using CareConnect.Domain.People;
using CareConnect.Protocol;

namespace CareConnect.Hub.OnCall;

/// <summary>Schedules and policies as they stand on the wire and in the database.</summary>
internal static class OnCallText
{
    private const string Time = "HH:mm";
    private const string Date = "yyyy-MM-dd";

    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    public static string Write(OnCallRotation[] rotations) => JsonSerializer.Serialize(rotations);

    public static string Write(OnCallStep[] steps) => JsonSerializer.Serialize(steps);

    public static OnCallRotation[] Rotations(string json) => JsonSerializer.Deserialize<OnCallRotation[]>(json)!;

    public static OnCallStep[] Steps(string json) => JsonSerializer.Deserialize<OnCallStep[]>(json)!;

    /// <summary>A rotation that somebody sent, or null when a date, a day or a time in it is none.</summary>
    public static Rotation? Read(OnCallRotation sent)
    {
        if (sent is not { Name: { } name, People: { } people, Hours: { } hours } || people.Contains(null)) return null;
        if (ReadDate(sent.Start) is not { } start) return null;
        var end = sent.End is null ? null : ReadDate(sent.End);
        if (sent.End is not null && end is null) return null;
        var shifts = ImmutableArray.CreateBuilder<ShiftHours>();
        foreach (var item in hours)
        {
            if (item is not { Days: { } days } || ReadTime(item.From) is not { } from || ReadTime(item.Until) is not { } until) return null;
            if (item.Later is < 0 or > 8) return null;
            foreach (var day in days.Distinct())
            {
                if (Array.IndexOf(Days, day) is not (>= 0 and var weekday)) return null;
                shifts.Add(new ShiftHours((DayOfWeek)weekday, from, until, item.Later));
            }
        }

        return new Rotation
        {
            Name = name.Trim(), People = [.. people.Select(person => new PersonId(person))], TurnDays = sent.TurnDays,
            Start = start, End = end, Hours = shifts.ToImmutable(),
        };
    }

    /// <summary>A policy that somebody sent, or null when a kind or an id in it is none.</summary>
    public static EscalationPolicy? Read(PolicyId id, OnCallPolicy sent)
    {
        if (sent is not { Name: { } name, Steps: { } steps }) return null;
        var read = ImmutableArray.CreateBuilder<PolicyStep>();
        foreach (var step in steps)
        {
            if (step is not { Targets: { } targets }) return null;
            StepTarget?[] known = [.. targets.Select(Read)];
            if (known.Contains(null)) return null;
            read.Add(new PolicyStep([.. known.Select(target => target!)], TimeSpan.FromSeconds(step.Seconds)));
        }

        return new EscalationPolicy
        {
            Id = id, Name = name.Trim(), Steps = read.ToImmutable(),
            Last = string.IsNullOrEmpty(sent.Last) ? null : new PersonId(sent.Last), LastDelay = TimeSpan.FromSeconds(sent.LastSeconds),
        };
    }

    private static StepTarget? Read(OnCallTarget? target) => target switch
    {
        { Kind: "person", Id: { } id } => new PersonTarget(new PersonId(id)),
        { Kind: "team", Id: { } id } => new TeamTarget(new TeamId(id)),
        { Kind: "schedule" } when Guid.TryParse(target.Id, out var id) => new ScheduleTarget(new ScheduleId(id)),
        { Kind: "policy" } when Guid.TryParse(target.Id, out var id) => new PolicyTarget(new PolicyId(id)),
        _ => null,
    };

    private static DateOnly? ReadDate(string? text) =>
        DateOnly.TryParseExact(text, Date, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static TimeOnly? ReadTime(string? text) =>
        TimeOnly.TryParseExact(text, Time, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
