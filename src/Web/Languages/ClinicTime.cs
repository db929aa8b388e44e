using System.Globalization;

namespace CareConnect.Web.Languages;

/// <summary>
/// Moments as a person says them, in the clinic's time zone: "5 pm today", "mañana a las 10 a. m.".
/// Formats are those of the United States in both languages.
/// </summary>
/// <param name="zone">The clinic's.</param>
public sealed class ClinicTime(TimeZoneInfo zone, DateTimeOffset now)
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");
    private static readonly CultureInfo Spanish = CultureInfo.GetCultureInfo("es-US");

    private readonly DateTimeOffset here = TimeZoneInfo.ConvertTime(now, zone);

    private static bool InSpanish => Spoken.Now == "es";

    /// <summary>The zone's name in the IANA database, as browsers know it.</summary>
    public string Zone => zone.Id;

    /// <summary>Hour of the day at the clinic, 0 to 23.</summary>
    public int Hour => here.Hour;

    /// <summary>"Tuesday, November 24", "Martes, 24 de noviembre".</summary>
    public string Today() => InSpanish
        ? Capital(here.ToString("dddd, d 'de' MMMM", Spanish))
        : here.ToString("dddd, MMMM d", English);

    /// <summary>A day: "Tuesday, November 24", "martes, 24 de noviembre".</summary>
    public static string Date(DateOnly day) => InSpanish
        ? day.ToString("dddd, d 'de' MMMM", Spanish)
        : day.ToString("dddd, MMMM d", English);

    /// <summary>The day at the clinic.</summary>
    public DateOnly Date() => DateOnly.FromDateTime(here.DateTime);

    /// <summary>A moment in full: "November 24, 2026, 10 am", "24 de noviembre de 2026, 10 a. m.".</summary>
    public string Full(long at) => $"{Local(at).ToString(InSpanish ? "d 'de' MMMM 'de' yyyy" : "MMMM d, yyyy", InSpanish ? Spanish : English)}, {Hours(at)}";

    /// <summary>A day in full: "Thursday, November 26, 2026".</summary>
    public static string FullDate(DateOnly day) => InSpanish
        ? Capital(day.ToString("dddd, d 'de' MMMM 'de' yyyy", Spanish))
        : day.ToString("dddd, MMMM d, yyyy", English);

    /// <summary>A day in few letters, for charts: "Nov 23", "23 nov".</summary>
    public static string DayAndMonth(DateOnly day) => InSpanish ? day.ToString("d MMM", Spanish).TrimEnd('.') : day.ToString("MMM d", English);

    /// <summary>"Monday", "Lunes".</summary>
    public static string Weekday(DayOfWeek day) => Capital((InSpanish ? Spanish : English).DateTimeFormat.GetDayName(day));

    /// <summary>A time of day: "9:30 am", "9:30 a. m.".</summary>
    public static string Clock(TimeOnly time) => Hours(time);

    /// <summary>When something will have happened: "5 pm today", "Friday 2 pm", "el martes a las 2 p. m.".</summary>
    public string By(long at) => (InSpanish, (Local(at).Date - here.Date).Days) switch
    {
        (true, _) => $"{Day(at)} {AtHour(at)}",
        (false, 0 or 1) => $"{Hours(at)} {Day(at)}",
        (false, _) => $"{Day(at)} {Hours(at)}",
    };

    /// <summary>When something happened: "at 9:40 am" today, "on Friday at 3:20 pm", "el 2 de noviembre".</summary>
    public string At(long at)
    {
        var then = Local(at);
        var days = (here.Date - then.Date).Days;
        return (InSpanish, days) switch
        {
            (true, 0) => AtHour(at),
            (true, 1) => $"ayer {AtHour(at)}",
            (true, < 7) => $"{Day(at)} {AtHour(at)}",
            (true, _) => then.ToString("'el' d 'de' MMMM", Spanish),
            (false, 0) => $"at {Hours(at)}",
            (false, 1) => $"yesterday at {Hours(at)}",
            (false, < 7) => $"on {Day(at)} at {Hours(at)}",
            (false, _) => then.ToString("'on' MMMM d", English),
        };
    }

    private string Day(long at)
    {
        var then = Local(at);
        return ((then.Date - here.Date).Days, InSpanish) switch
        {
            (0, false) => "today",
            (0, true) => "hoy",
            (1, false) => "tomorrow",
            (1, true) => "mañana",
            ( > -7 and < 7, false) => then.ToString("dddd", English),
            ( > -7 and < 7, true) => "el " + then.ToString("dddd", Spanish),
            (_, false) => then.ToString("dddd, MMMM d,", English),
            (_, true) => then.ToString("'el' dddd d 'de' MMMM", Spanish),
        };
    }

    private string AtHour(long at) => $"{(Local(at).Hour % 12 == 1 ? "a la" : "a las")} {Hours(at)}";

    // No break between the number and what belongs to it.
    private string Hours(long at) => Hours(TimeOnly.FromDateTime(Local(at).DateTime));

    private static string Hours(TimeOnly then)
    {
        var time = then.ToString(then.Minute == 0 ? "%h" : "h:mm", CultureInfo.InvariantCulture);
        var half = then.Hour < 12 ? "a" : "p";
        return InSpanish ? $"{time}\u00a0{half}.\u00a0m." : $"{time}\u00a0{half}m";
    }

    private DateTimeOffset Local(long at) => TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(at), zone);

    private static string Capital(string text) => char.ToUpper(text[0], Spanish) + text[1..];
}
