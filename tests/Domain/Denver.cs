using CareConnect.Domain.Calendar;
using CareConnect.Domain.Triage;

namespace CareConnect.Domain.Tests;

/// <summary>The clinic of these tests: Denver, Monday to Friday from 9 to 17, closed on Thanksgiving.</summary>
internal static class Denver
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Denver");

    public static readonly DateOnly Thanksgiving = new(2026, 11, 26);

    public static readonly RulePack Pack = RulePack.Default(Zone, [Thanksgiving]);

    public static WorkingCalendar Calendar => Pack.Calendar;

    /// <summary>What the clinic's wall clock shows in the week of Monday, November 23, 2026 (UTC-7).</summary>
    public static DateTimeOffset Nov(int day, int hour, int minute = 0) =>
        new(2026, 11, day, hour, minute, 0, TimeSpan.FromHours(-7));
}
