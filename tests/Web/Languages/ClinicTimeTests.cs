using System.Globalization;
using CareConnect.Web.Languages;

namespace CareConnect.Web.Tests.Languages;

public sealed class ClinicTimeTests
{
    private static readonly TimeZoneInfo Denver = TimeZoneInfo.FindSystemTimeZoneById("America/Denver");

    // Tuesday 24 November 2026, 08:30 in Denver.
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 15, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("en", 0, 17, 0, "5 pm today")]
    [InlineData("en", 1, 10, 0, "10 am tomorrow")]
    [InlineData("en", 3, 14, 30, "Friday 2:30 pm")]
    [InlineData("en", 9, 9, 0, "Thursday, December 3, 9 am")]
    [InlineData("es", 0, 17, 0, "hoy a las 5 p. m.")]
    [InlineData("es", 0, 13, 15, "hoy a la 1:15 p. m.")]
    [InlineData("es", 1, 10, 0, "mañana a las 10 a. m.")]
    [InlineData("es", 3, 12, 0, "el viernes a las 12 p. m.")]
    public void A_promise_reads_as_a_person_would_say_it(string language, int days, int hour, int minute, string expected) =>
        Assert.Equal(expected, In(language, time => time.By(At(days, hour, minute))));

    [Theory]
    [InlineData("en", 0, 8, 5, "at 8:05 am")]
    [InlineData("en", -1, 23, 0, "yesterday at 11 pm")]
    [InlineData("en", -4, 15, 20, "on Friday at 3:20 pm")]
    [InlineData("en", -22, 9, 0, "on November 2")]
    [InlineData("es", 0, 8, 5, "a las 8:05 a. m.")]
    [InlineData("es", -1, 13, 0, "ayer a la 1 p. m.")]
    [InlineData("es", -4, 0, 20, "el viernes a las 12:20 a. m.")]
    [InlineData("es", -22, 9, 0, "el 2 de noviembre")]
    public void The_past_reads_as_a_person_would_say_it(string language, int days, int hour, int minute, string expected) =>
        Assert.Equal(expected, In(language, time => time.At(At(days, hour, minute))));

    [Fact]
    public void Today_is_the_clinics_day_not_the_servers()
    {
        var late = new DateTimeOffset(2026, 11, 25, 4, 0, 0, TimeSpan.Zero);
        var time = new ClinicTime(Denver, late);

        Assert.Equal(21, time.Hour);
        Assert.Equal("Tuesday, November 24", In("en", _ => time.Today()));
        Assert.Equal("Martes, 24 de noviembre", In("es", _ => time.Today()));
    }

    private static long At(int days, int hour, int minute)
    {
        var there = new DateTime(2026, 11, 24, hour, minute, 0).AddDays(days);
        return new DateTimeOffset(there, Denver.GetUtcOffset(there)).ToUnixTimeMilliseconds();
    }

    private static string In(string language, Func<ClinicTime, string> say)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        return say(new ClinicTime(Denver, Now)).Replace('\u00a0', ' ');
    }
}
