using System.Globalization;
using System.Text;

namespace CareConnect.Web.Coverage;

/// <summary>A calendar as RFC 5545 writes it.</summary>
public static class CalendarText
{
    // RFC 5545 §3.1: lines of at most 75 octets, without the line break.
    private const int Line = 75;

    public static string Write(string name, IEnumerable<CalendarEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var text = new StringBuilder();
        Add(text, "BEGIN:VCALENDAR");
        Add(text, "VERSION:2.0");
        Add(text, "PRODID:-//CareConnect//On call//EN");
        Add(text, "CALSCALE:GREGORIAN");
        Add(text, "X-WR-CALNAME:" + Escape(name));
        // RFC 7986 §5.7: how often a program may look again.
        Add(text, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        foreach (var item in events)
        {
            Add(text, "BEGIN:VEVENT");
            Add(text, "UID:" + Escape(item.Uid));
            Add(text, "DTSTAMP:" + Utc(item.Changed));
            Add(text, "DTSTART:" + Utc(item.From));
            Add(text, "DTEND:" + Utc(item.Until));
            Add(text, "SUMMARY:" + Escape(item.Summary));
            Add(text, "TRANSP:TRANSPARENT");
            Add(text, "END:VEVENT");
        }

        Add(text, "END:VCALENDAR");
        return text.ToString();
    }

    // §3.3.5, form 2: UTC, so that no program needs the rules of a zone.
    private static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    // §3.3.11.
    private static string Escape(string text) => new StringBuilder(text)
        .Replace("\\", "\\\\").Replace(";", "\\;").Replace(",", "\\,").Replace("\r\n", "\\n").Replace("\n", "\\n").Replace("\r", "")
        .ToString();

    // §3.1: a line goes on after a break and a space. Never within a character of several octets.
    private static void Add(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > Line)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}

/// <param name="Uid">The same for the same shift each time the calendar is read.</param>
/// <param name="Changed">When what it says was last changed.</param>
public sealed record CalendarEvent(string Uid, DateTimeOffset From, DateTimeOffset Until, string Summary, DateTimeOffset Changed);
