using System.Collections.Immutable;
using System.Globalization;

namespace CareConnect.Web.Figures;

/// <summary>Where a chart's marks stand. Weeks go from left to right; a week without a value has no mark.</summary>
/// <param name="Ticks">Lines across, with what they say.</param>
/// <param name="Weeks">The middle of every week.</param>
public sealed record WeekChart(ImmutableArray<Tick> Ticks, ImmutableArray<double> Weeks)
{
    public const int Width = 360, Height = 220;

    private const int Left = 52, Right = 8, Top = 16, Bottom = 30;

    /// <summary>Where the weeks' names stand.</summary>
    public const int Foot = Height - 8;

    /// <summary>The line on which bars stand.</summary>
    public const int Ground = Height - Bottom;

    private double most = 1;

    /// <summary>How wide a bar is.</summary>
    public double Bar { get; private init; }

    /// <summary>A chart with room for these values.</summary>
    /// <param name="steps">Distances that ticks may have, the smallest first.</param>
    /// <param name="say">What a tick's value is called.</param>
    public static WeekChart For(int weeks, IEnumerable<double?> values, IReadOnlyList<double> steps, Func<double, string> say)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(say);
        var highest = Math.Max(values.Max() ?? 0, steps[0]);
        var step = steps.FirstOrDefault(each => highest / each <= 4, steps[^1] * Math.Ceiling(highest / steps[^1] / 4));
        var count = (int)Math.Ceiling(highest / step);
        var room = (Width - Left - Right) / (double)weeks;
        var chart = new WeekChart([], [.. Enumerable.Range(0, weeks).Select(week => Left + room * (week + 0.5))]) { most = step * count, Bar = room * 0.62 };
        return chart with { Ticks = [.. Enumerable.Range(0, count + 1).Select(tick => new Tick(chart.At(tick * step), say(tick * step)))] };
    }

    /// <summary>How high a value stands.</summary>
    public double At(double value) => Ground - value / most * (Ground - Top);

    /// <summary>A line through the weeks that have a value, broken where there is none.</summary>
    public string Line(IReadOnlyList<double?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var parts = values.Select((value, week) => value is not { } known ? ""
            : (week > 0 && values[week - 1] is not null ? "L" : "M") + Number(Weeks[week]) + " " + Number(At(known)));
        return string.Concat(parts);
    }

    /// <summary>As SVG writes numbers, whatever the language.</summary>
    public static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>Whether a week's name has room: every third, counted from the present one.</summary>
    public bool IsNamed(int week) => (Weeks.Length - 1 - week) % 3 == 0;
}

/// <param name="Y">Where it stands.</param>
public readonly record struct Tick(double Y, string Says);
