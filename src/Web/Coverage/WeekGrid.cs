using System.Collections.Immutable;
using CareConnect.Domain.OnCall;

namespace CareConnect.Web.Coverage;

/// <summary>One week of a schedule as a table: a row for each day, a column for each part of the day that its shifts make.</summary>
public sealed record WeekGrid(ImmutableArray<WeekColumn> Columns, ImmutableArray<WeekRow> Rows)
{
    private const int MostColumns = 4;

    public static WeekGrid Of(Schedule schedule, DateOnly monday)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var columns = Slots(schedule, monday);
        return new(columns, [.. Enumerable.Range(0, 7).Select(day => Row(schedule, columns, monday.AddDays(day)))]);
    }

    private static WeekRow Row(Schedule schedule, ImmutableArray<WeekColumn> columns, DateOnly date) => new(
        date,
        [.. columns.Select(column =>
        {
            var from = WallClock.At(schedule.Zone, date.ToDateTime(column.From));
            var until = WallClock.At(schedule.Zone, (column.Until <= column.From ? date.AddDays(1) : date).ToDateTime(column.Until));
            return new WeekCell(from, until, from < until ? schedule.Between(from, until) : []);
        })]);

    // The hand-overs of the rotations that run that week divide the day; with very many of them it stays one column.
    private static ImmutableArray<WeekColumn> Slots(Schedule schedule, DateOnly monday)
    {
        TimeOnly[] edges = [.. schedule.Rotations
            .Where(rotation => rotation.Start < monday.AddDays(7) && !(rotation.End <= monday))
            .SelectMany(rotation => rotation.Hours).SelectMany(hours => new[] { hours.From, hours.Until }).Distinct().Order()];
        if (edges.Length is 0 or 1 or > MostColumns) return [new(edges.FirstOrDefault(), edges.FirstOrDefault())];
        return [.. edges.Select((edge, index) => new WeekColumn(edge, edges[(index + 1) % edges.Length]))];
    }
}

/// <summary>A part of the day; one that ends as it begins is the whole day.</summary>
public readonly record struct WeekColumn(TimeOnly From, TimeOnly Until);

public sealed record WeekRow(DateOnly Date, ImmutableArray<WeekCell> Cells);

public sealed record WeekCell(DateTimeOffset From, DateTimeOffset Until, ImmutableArray<Stretch> Stretches);
