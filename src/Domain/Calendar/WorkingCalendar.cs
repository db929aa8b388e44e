using System.Collections.Frozen;

namespace CareConnect.Domain.Calendar;

/// <summary>When the clinic works: its time zone, weekly hours and holidays. Instants go in and come out in UTC.</summary>
public sealed class WorkingCalendar
{
    private readonly FrozenDictionary<DayOfWeek, WorkingHours> _week;
    private readonly FrozenSet<DateOnly> _holidays;

    /// <summary>A calendar with these hours; a weekday without hours is closed.</summary>
    /// <exception cref="ArgumentException">No weekday has hours: no clock would ever run out.</exception>
    public WorkingCalendar(
        TimeZoneInfo zone,
        IReadOnlyDictionary<DayOfWeek, WorkingHours> week,
        IEnumerable<DateOnly>? holidays = null)
    {
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentNullException.ThrowIfNull(week);
        if (week.Count == 0) throw new ArgumentException("At least one weekday needs hours.", nameof(week));
        Zone = zone;
        _week = week.ToFrozenDictionary();
        _holidays = (holidays ?? []).ToFrozenSet();
    }

    /// <summary>The clinic's time zone.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>Monday to Friday from 9 to 17 in <paramref name="zone"/>.</summary>
    public static WorkingCalendar OfficeHours(TimeZoneInfo zone, IEnumerable<DateOnly>? holidays = null)
    {
        var hours = new WorkingHours(new TimeOnly(9, 0), new TimeOnly(17, 0));
        var week = Enumerable.Range((int)DayOfWeek.Monday, 5).ToDictionary(day => (DayOfWeek)day, _ => hours);
        return new WorkingCalendar(zone, week, holidays);
    }

    /// <summary>The days on which the clinic is closed whatever the weekday, in order.</summary>
    public IEnumerable<DateOnly> ClosedDays => _holidays.Order();

    /// <summary>The hours of a weekday; null when it is closed.</summary>
    public WorkingHours? HoursOf(DayOfWeek day) => _week.TryGetValue(day, out var hours) ? hours : null;

    /// <summary>What the clinic's wall clock shows at this instant.</summary>
    public DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>The date on the clinic's wall calendar.</summary>
    public DateOnly Date(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);

    /// <summary>The first instant of a date on the clinic's wall calendar.</summary>
    public DateTimeOffset StartOf(DateOnly date) => At(date, TimeOnly.MinValue);

    /// <summary>Whether the clinic works at this instant.</summary>
    public bool IsOpen(DateTimeOffset instant)
    {
        var date = Date(instant);
        return HoursOn(date) is { } hours && At(date, hours.Open) <= instant && instant < At(date, hours.Close);
    }

    /// <summary>This instant when the clinic works, else the next opening.</summary>
    public DateTimeOffset NextOpen(DateTimeOffset instant)
    {
        var day = DayInForce(instant);
        var opens = At(day, _week[day.DayOfWeek].Open);
        return opens > instant ? opens : instant.ToUniversalTime();
    }

    /// <summary>The close of the working day that runs at this instant, or of the next one when closed.</summary>
    public DateTimeOffset EndOfWorkingDay(DateTimeOffset instant)
    {
        var day = DayInForce(instant);
        return At(day, _week[day.DayOfWeek].Close);
    }

    /// <summary>
    /// The instant some working days later, at the same time of day, within that day's hours. What arrives
    /// while closed has a whole working day from the next opening, so it ends as a day closes.
    /// </summary>
    public DateTimeOffset AddWorkingDays(DateTimeOffset instant, int days)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        var day = DayInForce(instant);
        var fromOpening = At(day, _week[day.DayOfWeek].Open) >= instant;
        for (var left = fromOpening ? days - 1 : days; left > 0; left--) day = NextWorkingDay(day.AddDays(1));

        var hours = _week[day.DayOfWeek];
        if (fromOpening) return At(day, hours.Close);
        var time = TimeOnly.FromDateTime(Local(instant).DateTime);
        return At(day, time < hours.Open ? hours.Open : time > hours.Close ? hours.Close : time);
    }

    // The working day whose closing is the next to come.
    private DateOnly DayInForce(DateTimeOffset instant)
    {
        var day = NextWorkingDay(Date(instant));
        return instant < At(day, _week[day.DayOfWeek].Close) ? day : NextWorkingDay(day.AddDays(1));
    }

    private DateOnly NextWorkingDay(DateOnly day)
    {
        while (HoursOn(day) is null) day = day.AddDays(1);
        return day;
    }

    private WorkingHours? HoursOn(DateOnly day) =>
        !_holidays.Contains(day) && _week.TryGetValue(day.DayOfWeek, out var hours) ? hours : null;

    // RFC 5545 §3.3.5: a local time that comes twice means its first coming; one that a spring change
    // leaves out is read with the offset from before the change.
    private DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max()
            : Zone.IsInvalidTime(local) ? Zone.GetUtcOffset(local.AddDays(-1))
            : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
