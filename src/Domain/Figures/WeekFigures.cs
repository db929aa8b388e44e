using CareConnect.Domain.Calendar;

namespace CareConnect.Domain.Figures;

/// <summary>What came in during one week of the clinic's calendar, and how fast it was answered.</summary>
/// <param name="Monday">The week's first day.</param>
/// <param name="Began">Waits that began in it.</param>
/// <param name="Overdue">Of those, how many a clock ran out for.</param>
/// <param name="ToClaim">From the beginning until a person had it, of those that somebody has.</param>
/// <param name="ToAnswer">From the beginning until the answer, of those that were answered.</param>
public sealed record WeekFigures(DateOnly Monday, int Began, int Overdue, Spread ToClaim, Spread ToAnswer)
{
    /// <summary>Percent of the waits that a clock ran out for, rounded; null when none began.</summary>
    public int? OverduePercent => Began == 0 ? null : (int)Math.Round(100.0 * Overdue / Began, MidpointRounding.AwayFromZero);
}

/// <param name="Median">Half of them were at least as fast; null of none.</param>
/// <param name="Ninety">Nine of ten were at least as fast.</param>
public sealed record Spread(TimeSpan? Median, TimeSpan? Ninety)
{
    internal static Spread Of(List<TimeSpan> times) => new(Percentile.Of(times, 50), Percentile.Of(times, 90));
}

/// <summary>Waits, week by week.</summary>
public static class Weeks
{
    /// <summary>The first moment of the oldest of so many weeks, the present one among them.</summary>
    public static DateTimeOffset Start(WorkingCalendar calendar, DateTimeOffset now, int weeks)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return calendar.StartOf(MondayOf(calendar.Date(now)).AddDays(-7 * (weeks - 1)));
    }

    /// <summary>So many weeks, the present one last. A wait counts in the week in which it began, on the clinic's wall calendar.</summary>
    public static IReadOnlyList<WeekFigures> Of(IEnumerable<Wait> waits, WorkingCalendar calendar, DateTimeOffset now, int weeks)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentOutOfRangeException.ThrowIfLessThan(weeks, 1);
        var byWeek = waits.ToLookup(wait => MondayOf(calendar.Date(wait.Began)));
        var last = MondayOf(calendar.Date(now));
        return [.. Enumerable.Range(0, weeks).Select(back => last.AddDays(-7 * (weeks - 1 - back))).Select(monday =>
        {
            var began = byWeek[monday].ToList();
            return new WeekFigures(
                monday, began.Count, began.Count(wait => wait.Overdue),
                Spread.Of([.. began.Where(wait => wait.Claimed is not null).Select(wait => wait.Claimed!.Value - wait.Began)]),
                Spread.Of([.. began.Where(wait => wait.Answered is not null).Select(wait => wait.Answered!.Value - wait.Began)]));
        })];
    }

    private static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
