using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CareConnect.Domain.Calendar;

namespace CareConnect.Domain.Rules;

/// <summary>Reads and writes the working calendar of a document.</summary>
internal static partial class CalendarPart
{
    private const string TimeForm = "HH:mm", DayForm = "yyyy-MM-dd";

    /// <summary>Null when something was refused.</summary>
    public static WorkingCalendar? Read(Section part, List<PackRefusal> refusals)
    {
        var before = refusals.Count;
        var zone = part.Text("timeZone") is { } name ? Zone(name, refusals) : null;
        var week = part.Part("hours") is { } hours ? Week(hours, refusals) : null;
        var closed = part.List("closedDays") is { } days ? ClosedDays(days, refusals) : null;
        part.End();
        return refusals.Count > before ? null : new WorkingCalendar(zone!, week!, closed);
    }

    public static void Write(Utf8JsonWriter json, WorkingCalendar calendar)
    {
        json.WriteString("timeZone", calendar.Zone.Id);
        json.WriteStartObject("hours");
        foreach (var day in PackDocument.Week)
        {
            if (calendar.HoursOf(day) is not { } hours) continue;
            json.WriteStartObject(PackDocument.NameOf(day));
            json.WriteString("opens", hours.Open.ToString(TimeForm, CultureInfo.InvariantCulture));
            json.WriteString("closes", hours.Close.ToString(TimeForm, CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartArray("closedDays");
        foreach (var day in calendar.ClosedDays) json.WriteStringValue(day.ToString(DayForm, CultureInfo.InvariantCulture));
        json.WriteEndArray();
    }

    // IANA names only: an abbreviation or another system's name means other hours on another machine.
    private static TimeZoneInfo? Zone(TextNode name, List<PackRefusal> refusals)
    {
        if (Iana().IsMatch(name.Text) && TimeZoneInfo.TryFindSystemTimeZoneById(name.Text, out var zone) && zone.HasIanaId) return zone;
        refusals.Add(new NoSuchZone(name.Line, name.Text));
        return null;
    }

    private static Dictionary<DayOfWeek, WorkingHours> Week(Section hours, List<PackRefusal> refusals)
    {
        var week = new Dictionary<DayOfWeek, WorkingHours>();
        var before = refusals.Count;
        foreach (var day in PackDocument.Week)
        {
            var name = PackDocument.NameOf(day);
            if (hours.PartIfAny(name) is not { } part) continue;
            var (opens, closes) = (Time(part, "opens", refusals), Time(part, "closes", refusals));
            part.End();
            if (opens is not { } open || closes is not { } close) continue;
            if (close > open) week.Add(day, new WorkingHours(open, close));
            else refusals.Add(new ClosesBeforeItOpens(part.LineOf("closes"), name));
        }

        hours.End();
        if (week.Count == 0 && refusals.Count == before) refusals.Add(new NeverOpen(hours.Line));
        return week;
    }

    private static TimeOnly? Time(Section part, string member, List<PackRefusal> refusals)
    {
        if (part.Text(member) is not { } text) return null;
        if (TimeOnly.TryParseExact(text.Text, TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return time;
        refusals.Add(new NotATime(text.Line, part.Path + member));
        return null;
    }

    private static HashSet<DateOnly> ClosedDays(ListNode list, List<PackRefusal> refusals)
    {
        var days = new HashSet<DateOnly>();
        if (list.Items.Count > PackDocument.MostClosedDays) refusals.Add(new TooManyDays(list.Line, PackDocument.MostClosedDays));
        foreach (var item in list.Items)
        {
            if (item is not TextNode text) refusals.Add(new WrongKind(item.Line, "calendar.closedDays", ValueKind.Text));
            else if (Day(text.Text) is not { } day) refusals.Add(new NotADay(item.Line));
            else if (!days.Add(day)) refusals.Add(new DayTwice(item.Line, day));
        }

        return days;
    }

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and < 2200
            ? day
            : null;

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)+\z")]
    private static partial Regex Iana();
}
