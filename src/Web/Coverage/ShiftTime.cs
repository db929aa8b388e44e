using System.Globalization;
using CareConnect.Domain.OnCall;
using CareConnect.Web.Languages;

namespace CareConnect.Web.Coverage;

/// <summary>Shifts as a person says them, in the schedule's time zone: "Saturday 8 pm to Sunday 8 am". Formats are those of the United States in both languages.</summary>
public sealed class ShiftTime(TimeZoneInfo zone, DateTimeOffset now)
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");
    private static readonly CultureInfo Spanish = CultureInfo.GetCultureInfo("es-US");

    private static bool InSpanish => Spoken.Now == "es";

    public TimeZoneInfo Zone => zone;

    /// <summary>The city that names the zone: "Denver".</summary>
    public string Place => zone.Id.Split('/')[^1].Replace('_', ' ');

    public DateTimeOffset Now => now;

    public DateOnly Today => Date(now);

    public DateOnly Date(DateTimeOffset at) => DateOnly.FromDateTime(WallClock.Local(zone, at));

    /// <summary>The Monday of a date's week.</summary>
    public static DateOnly Monday(DateOnly date) => date.AddDays(-(((int)date.DayOfWeek + 6) % 7));

    /// <summary>"8 pm", "8:30 p. m."; no break between the number and what belongs to it.</summary>
    public static string Clock(TimeOnly time)
    {
        var digits = time.ToString(time.Minute == 0 ? "%h" : "h:mm", CultureInfo.InvariantCulture);
        var half = time.Hour < 12 ? "a" : "p";
        return InSpanish ? $"{digits}\u00a0{half}.\u00a0m." : $"{digits}\u00a0{half}m";
    }

    /// <summary>"8 pm to 8 am".</summary>
    public static string Hours(TimeOnly from, TimeOnly until) => InSpanish ? $"{Clock(from)} a {Clock(until)}" : $"{Clock(from)} to {Clock(until)}";

    public string Hours(DateTimeOffset from, DateTimeOffset until) => Hours(Time(from), Time(until));

    /// <summary>"Mon 23", "lun 23".</summary>
    public static string Day(DateOnly date) => InSpanish
        ? $"{Spanish.DateTimeFormat.GetAbbreviatedDayName(date.DayOfWeek).TrimEnd('.')} {date.Day}"
        : date.ToString("ddd d", English);

    /// <summary>"Saturday 8 pm" within the next days, else with its date.</summary>
    public string Moment(DateTimeOffset at)
    {
        var (date, near) = (Date(at), Date(at).DayNumber - Today.DayNumber is >= 0 and < 7);
        return (InSpanish, near) switch
        {
            (false, true) => $"{date.ToString("dddd", English)} {Clock(Time(at))}",
            (false, false) => $"{date.ToString("dddd, MMMM d", English)}, {Clock(Time(at))}",
            (true, true) => $"{date.ToString("dddd", Spanish)} a las {Clock(Time(at))}",
            (true, false) => $"{date.ToString("dddd d 'de' MMMM", Spanish)}, a las {Clock(Time(at))}",
        };
    }

    /// <summary>"Saturday 8 pm to Sunday 8 am", "Saturday 8 pm to 10 pm".</summary>
    public string Range(DateTimeOffset from, DateTimeOffset until)
    {
        var end = Date(from) == Date(until) ? Clock(Time(until)) : Moment(until);
        return InSpanish ? $"{Moment(from)} hasta {(Date(from) == Date(until) ? "las " : "")}{end}" : $"{Moment(from)} to {end}";
    }

    /// <summary>"8 pm" today, else with its day.</summary>
    public string Until(DateTimeOffset at) => Date(at) == Today ? (InSpanish ? "las " : "") + Clock(Time(at)) : Moment(at);

    /// <summary>"November 23 to 29", "23 al 29 de noviembre".</summary>
    public static string Week(DateOnly monday)
    {
        var sunday = monday.AddDays(6);
        var same = monday.Month == sunday.Month;
        return InSpanish
            ? $"{monday.ToString(same ? "%d" : "d 'de' MMMM", Spanish)} al {sunday.ToString("d 'de' MMMM", Spanish)}"
            : $"{monday.ToString("MMMM d", English)} to {sunday.ToString(same ? "%d" : "MMMM d", English)}";
    }

    /// <summary>"November 24, 9:40 am".</summary>
    public string Stamp(DateTimeOffset at) =>
        (InSpanish ? Date(at).ToString("d 'de' MMMM", Spanish) : Date(at).ToString("MMMM d", English)) + ", " + Clock(Time(at));

    /// <summary>"at 7:52 am" today, else with its date.</summary>
    public string Seen(DateTimeOffset at) => Date(at) == Today ? (InSpanish ? "a las " : "at ") + Clock(Time(at)) : (InSpanish ? "el " : "on ") + Stamp(at);

    /// <summary>The name of a weekday.</summary>
    public static string Weekday(DayOfWeek day) => (InSpanish ? Spanish : English).DateTimeFormat.GetDayName(day);

    /// <summary>As a field for date and time holds it.</summary>
    public string Field(DateTimeOffset at) => WallClock.Local(zone, at).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);

    /// <summary>What stands in such a field, or null when it is no date and time, or one that the clocks leave out.</summary>
    public DateTimeOffset? Read(string? field) =>
        DateTime.TryParseExact(field, ["yyyy-MM-ddTHH:mm", "yyyy-MM-dd HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
        && local.Year is > 2000 and < 2200 && WallClock.Shows(zone, local)
            ? WallClock.At(zone, local)
            : null;

    private TimeOnly Time(DateTimeOffset at) => TimeOnly.FromDateTime(WallClock.Local(zone, at));
}
