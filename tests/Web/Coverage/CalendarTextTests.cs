using System.Text;
using CareConnect.Web.Coverage;

namespace CareConnect.Web.Tests.Coverage;

/// <summary>RFC 5545, by its clauses.</summary>
public sealed class CalendarTextTests
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 28, 20, 0, 0, TimeSpan.FromHours(-7));

    [Fact]
    public void A_calendar_is_written_as_the_standard_says()
    {
        var text = CalendarText.Write("On call", [Event("On call: Luis")]);

        Assert.Equal(
            """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//CareConnect//On call//EN
            CALSCALE:GREGORIAN
            X-WR-CALNAME:On call
            REFRESH-INTERVAL;VALUE=DURATION:PT1H
            BEGIN:VEVENT
            UID:one@careconnect
            DTSTAMP:20261101T120000Z
            DTSTART:20261129T030000Z
            DTEND:20261129T150000Z
            SUMMARY:On call: Luis
            TRANSP:TRANSPARENT
            END:VEVENT
            END:VCALENDAR

            """.ReplaceLineEndings("\r\n"),
            text);
    }

    [Fact]
    public void What_would_end_a_value_is_escaped() =>
        Assert.Contains("SUMMARY:a\\\\b\\;c\\,d\\ne\\nBEGIN:VEVENT\r\n", CalendarText.Write("x", [Event("a\\b;c,d\r\ne\nBEGIN:VEVENT")]));

    [Fact]
    public void No_line_is_longer_than_75_octets_and_unfolding_gives_back_what_was_written()
    {
        var long_ = string.Concat(Enumerable.Repeat("Nuñez 👩‍⚕️ ", 30));
        var text = CalendarText.Write("x", [Event(long_)]);

        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        // A character that was cut in two would have become a replacement.
        Assert.DoesNotContain("\uFFFD", Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));
        Assert.Contains("SUMMARY:" + long_, text.Replace("\r\n ", "", StringComparison.Ordinal));
    }

    private static CalendarEvent Event(string summary) => new(
        "one@careconnect", Begin, Begin.AddHours(12), summary, new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));
}
