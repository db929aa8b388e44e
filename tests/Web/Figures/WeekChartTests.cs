using CareConnect.Web.Figures;

namespace CareConnect.Web.Tests.Figures;

public sealed class WeekChartTests
{
    private static readonly double[] Steps = [1, 2, 5, 10];

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    [InlineData(4, 5)]
    [InlineData(9, 3)]
    [InlineData(40, 5)]
    [InlineData(4000, 5)]
    public void There_are_few_ticks_and_the_highest_value_has_room(double highest, int ticks)
    {
        var chart = WeekChart.For(12, [null, highest], Steps, value => $"{value}");
        Assert.Equal(ticks, chart.Ticks.Length);
        Assert.Equal(WeekChart.Ground, chart.Ticks[0].Y);
        Assert.InRange(chart.At(highest), 0, WeekChart.Ground);
        Assert.InRange(double.Parse(chart.Ticks[^1].Says, System.Globalization.CultureInfo.InvariantCulture), highest, double.MaxValue);
    }

    [Fact]
    public void Weeks_stand_apart_inside_the_picture_and_the_present_one_is_named()
    {
        var chart = WeekChart.For(12, [1], Steps, _ => "");
        Assert.Equal(chart.Weeks.Order(), chart.Weeks);
        Assert.All(chart.Weeks, week => Assert.InRange(week, chart.Bar / 2, WeekChart.Width - chart.Bar / 2));
        Assert.True(chart.Weeks[1] - chart.Weeks[0] > chart.Bar);
        Assert.Equal([2, 5, 8, 11], Enumerable.Range(0, 12).Where(chart.IsNamed));
    }

    [Fact]
    public void A_line_is_broken_where_a_week_has_no_value_and_its_numbers_are_SVGs_in_every_language()
    {
        System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo("es-ES");
        var chart = WeekChart.For(4, [10], [10], _ => "");
        var line = chart.Line([null, 2.5, 10, null]);
        Assert.StartsWith("M", line, StringComparison.Ordinal);
        Assert.Equal((1, 1), (line.Count(letter => letter == 'M'), line.Count(letter => letter == 'L')));
        Assert.DoesNotContain(",", line, StringComparison.Ordinal);
        Assert.Equal(2, chart.Line([1, null, 1, 1]).Count(letter => letter == 'M'));
    }

    [Theory]
    [InlineData(40, "40 s")]
    [InlineData(60, "1 min")]
    [InlineData(3599, "59 min")]
    [InlineData(3600, "1 h")]
    [InlineData(7500, "2 h 5 min")]
    [InlineData(86400, "1 d")]
    [InlineData(273600, "3 d 4 h")]
    public void A_span_is_said_in_its_two_largest_units(int seconds, string said) => Assert.Equal(said, Span.Of(TimeSpan.FromSeconds(seconds)));
}
