using CareConnect.Domain.Questionnaires;
using CareConnect.Domain.Triage;
using static CareConnect.Domain.Tests.Denver;

namespace CareConnect.Domain.Tests.Questionnaires;

public sealed class SittingTests
{
    private static readonly DateTimeOffset At = Nov(23, 12);

    private static readonly Item Item9 = Questionnaire.Find(Sitting.Item9)!;

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public void Item_9_of_one_or_more_leads_on_to_the_screener_and_says_so_at_once(int answer, bool leads)
    {
        var (after, signals) = UpToItem9().Answer(Item9, answer, At);
        Assert.Equal(leads ? "cssrs.1" : null, after.Next?.Code);
        Assert.Equal(leads ? [new Item9Positive(answer, At)] : Array.Empty<Signal>(), signals);
    }

    [Fact]
    public void Item_9_acts_whatever_else_is_missing()
    {
        var sitting = new Sitting(Instrument.Phq9, Given.All(Instrument.Phq9, null, null, null, null, null, null, null, null));
        var (after, signals) = sitting.Answer(Item9, 1, At);
        Assert.Equal([new Item9Positive(1, At)], signals);
        Assert.True(after.LeadsToScreener);
        Assert.Empty(after.End([], At));
    }

    [Fact]
    public void Item_9_that_was_passed_over_leads_nowhere_and_is_no_zero()
    {
        var (after, signals) = UpToItem9().Answer(Item9, null, At);
        Assert.Empty(signals);
        Assert.Null(after.Next);
        Assert.Null(Score.Of(Instrument.Phq9, after.Answers));
    }

    [Fact]
    public void The_same_answer_again_says_nothing_and_a_lower_one_takes_nothing_back()
    {
        var once = UpToItem9().Answer(Item9, 2, At).After;
        Assert.Empty(once.Answer(Item9, 2, At).Signals);
        Assert.Empty(once.Answer(Item9, 0, At).Signals);
        Assert.Equal([new Item9Positive(3, At)], once.Answer(Item9, 3, At).Signals);
    }

    [Theory]
    [InlineData("1n 2y 3n", "4")]
    [InlineData("1n 2y 3n 4n", "5")]
    [InlineData("1n 2n 6y", "r")]
    public void The_answer_that_makes_it_high_says_so_at_once(string before, string item)
    {
        var code = item == "r" ? "cssrs.6.recent" : $"cssrs.{item}";
        var sitting = new Sitting(Instrument.Screener, Given.Screener(before));
        var signal = Assert.IsType<ScreenerAnswered>(Assert.Single(sitting.Answer(Questionnaire.Find(code)!, 1, At).Signals));
        Assert.Equal(RiskLevel.High, signal.Level);
        Assert.True(signal.AsHigh);
        Assert.Empty(sitting.Answer(Questionnaire.Find(code)!, 0, At).Signals);
    }

    [Fact]
    public void A_second_answer_that_is_high_as_well_is_no_second_signal()
    {
        var high = new Sitting(Instrument.Screener, Given.Screener("1n 2y 3n 4y"));
        Assert.Empty(high.Answer(Questionnaire.Find("cssrs.5")!, 1, At).Signals);
        Assert.Empty(high.End([], At));
    }

    [Theory]
    [InlineData("1n 2n 6n", RiskLevel.None, true, false)]
    [InlineData("1y 2n 6n", RiskLevel.Low, true, false)]
    [InlineData("1y 2y 3y 4n 5n 6n", RiskLevel.Moderate, true, false)]
    [InlineData("1y", RiskLevel.Low, false, false)]
    [InlineData("1n 2n 6y", RiskLevel.Moderate, false, true)]
    public void The_end_says_what_the_screener_came_to(string answers, RiskLevel level, bool complete, bool asHigh) =>
        Assert.Equal(
            [new ScreenerAnswered(level, complete, asHigh, At)],
            new Sitting(Instrument.Screener, Given.Screener(answers)).End([], At));

    [Fact]
    public void A_screener_that_nobody_began_says_nothing() =>
        Assert.Empty(new Sitting(Instrument.Screener, Answers.None).End([], At));

    [Theory]
    [InlineData(new int[0], 12, null)]
    [InlineData(new[] { 12 }, 12, null)]
    [InlineData(new[] { 12 }, 13, 1)]
    [InlineData(new[] { 8, 10, 12 }, 14, 6)]
    [InlineData(new[] { 20, 10, 4 }, 10, 6)]
    [InlineData(new[] { 12 }, 6, null)]
    public void The_end_says_the_score_and_by_how_much_it_is_above_the_first_or_the_last(int[] earlier, int total, int? rise)
    {
        var signals = new Sitting(Instrument.Phq9, Given.Total(Instrument.Phq9, total)).End(earlier, At);
        Assert.Contains(new Phq9Scored(total, At), signals);
        Assert.Equal(rise, signals.OfType<ReliableDeterioration>().SingleOrDefault()?.By);
    }

    [Fact]
    public void A_GAD7_says_its_score()
    {
        var signals = new Sitting(Instrument.Gad7, Given.Total(Instrument.Gad7, 11)).End([6], At);
        Assert.Equal([new Gad7Scored(11, At), new ReliableDeterioration(Instrument.Gad7, 5, At)], signals);
    }

    [Fact]
    public void It_is_left_after_fifteen_minutes_and_after_three_when_the_next_answer_may_make_it_high()
    {
        Assert.Equal(15, Left("1y 2y 3y"));
        Assert.Equal(15, Left("1n 2n 6n"));
        Assert.Equal(3, Left("1n 2n 6y"));
        Assert.Equal(15, Left("1n 2y 3n 4y 5n 6y"));
        static double Left(string answers) =>
            new Sitting(Instrument.Screener, Given.Screener(answers)).LeftAfter(Thresholds.Default).TotalMinutes;
    }

    [Fact]
    public void Only_the_next_item_and_those_already_asked_may_be_answered()
    {
        var sitting = new Sitting(Instrument.Screener, Given.Screener("1y 2n"));
        Assert.True(sitting.Takes(Questionnaire.Find("cssrs.6")!));
        Assert.True(sitting.Takes(Questionnaire.Find("cssrs.1")!));
        Assert.False(sitting.Takes(Questionnaire.Find("cssrs.4")!));
        Assert.False(sitting.Takes(Questionnaire.Find("cssrs.6.recent")!));
        Assert.False(sitting.Takes(Questionnaire.Find("phq9.1")!));
        Assert.Equal("cssrs.2", sitting.Before(Questionnaire.Find("cssrs.6")!)?.Code);
        Assert.Null(sitting.Before(Questionnaire.Find("cssrs.1")!));
    }

    private static Sitting UpToItem9() => new(Instrument.Phq9, Given.All(Instrument.Phq9, 0, 0, 0, 0, 0, 0, 0, 0));
}
