using CareConnect.Domain.Questionnaires;
using CsCheck;

namespace CareConnect.Domain.Tests.Questionnaires;

public sealed class ScreenerTests
{
    // Every path that answers yes and no can take: 2 (Q1) x [Q2 no, or Q2 yes with 8] x 3 (Q6).
    public static TheoryData<string> EveryPath
    {
        get
        {
            string[] wish = ["1n", "1y"], method = ["3n", "3y"], intent = ["4n", "4y"], plan = ["5n", "5y"], done = ["6n", "6y rn", "6y ry"];
            var thoughts = from q3 in method from q4 in intent from q5 in plan select $"2y {q3} {q4} {q5}";
            var paths = from q1 in wish from q2 in thoughts.Prepend("2n") from q6 in done select $"{q1} {q2} {q6}";
            return new TheoryData<string>(paths);
        }
    }

    [Theory]
    [MemberData(nameof(EveryPath))]
    public void Every_path_ends_at_the_level_of_its_highest_answer(string path)
    {
        // Columbia's table, written down once more from its own words.
        var level =
            path.Contains("4y") || path.Contains("5y") || path.Contains("ry") ? RiskLevel.High
            : path.Contains("3y") || path.Contains("6y") ? RiskLevel.Moderate
            : path.Contains("1y") || path.Contains("2y") ? RiskLevel.Low
            : RiskLevel.None;
        Assert.Equal(new ScreenerOutcome(level, Complete: true, AsHigh: level == RiskLevel.High), Screener.Read(Given.Screener(path)));
    }

    [Fact]
    public void There_are_fifty_four_paths() => Assert.Equal(54, EveryPath.Count);

    [Theory]
    [MemberData(nameof(EveryPath))]
    public void The_questions_come_in_the_order_of_the_path_and_no_other_is_asked(string path)
    {
        var asked = new List<string>();
        var sitting = new Sitting(Instrument.Screener, Answers.None);
        while (sitting.Next is { } item)
        {
            var said = path.Split(' ').Single(one => one[0] == (item.Code == "cssrs.6.recent" ? 'r' : item.Code[6]));
            asked.Add(said);
            sitting = sitting.Answer(item, said[1] == 'y' ? 1 : 0, Denver.Nov(23, 12)).After;
        }

        Assert.Equal(path, string.Join(' ', asked));
    }

    [Theory]
    [InlineData("", null, false)]
    [InlineData("1n", RiskLevel.None, false)]
    [InlineData("1y", RiskLevel.Low, false)]
    [InlineData("1n 2n", RiskLevel.None, false)]
    [InlineData("1y 2y", RiskLevel.Low, false)]
    [InlineData("1y 2y 3y", RiskLevel.Moderate, false)]
    [InlineData("1y 2y 3n", RiskLevel.Low, false)]
    [InlineData("1y 2y 3n 4y", RiskLevel.High, true)]
    [InlineData("1y 2y 3n 4n 5y", RiskLevel.High, true)]
    [InlineData("1y 2y 3n 4n 5n", RiskLevel.Low, false)]
    [InlineData("1n 2n 6y", RiskLevel.Moderate, true)]
    [InlineData("1n 2n 6y r?", RiskLevel.Moderate, true)]
    [InlineData("1n 2n 6?", RiskLevel.None, false)]
    [InlineData("1n 2? 3n 4n 5n 6n", RiskLevel.None, false)]
    [InlineData("1? 2n 6n", RiskLevel.None, false)]
    public void Left_unfinished_it_is_incomplete_with_the_highest_level_so_far_as_its_floor(
        string answers, RiskLevel? floor, bool asHigh)
    {
        var outcome = Screener.Read(Given.Screener(answers));
        Assert.Equal(floor, outcome?.Level);
        Assert.NotEqual(true, outcome?.Complete);
        Assert.Equal(asHigh, outcome?.AsHigh ?? false);
    }

    [Fact]
    public void A_question_that_was_passed_over_skips_nothing() =>
        Assert.Equal(
            ["cssrs.1", "cssrs.2", "cssrs.3", "cssrs.4", "cssrs.5", "cssrs.6"],
            Screener.Path(Given.Screener("1n 2?")).Select(item => item.Code));

    [Fact]
    public void An_earlier_yes_still_counts_when_a_later_change_leads_around_it() =>
        Assert.Equal(RiskLevel.High, Screener.Read(Given.Screener("1y 2y 3n 4y 2n 6n"))!.Level);

    [Fact]
    public void One_more_yes_never_lowers_the_level() =>
        Gen.Select(Gen.OneOf(Gen.Const((int?)null), Gen.Const((int?)0), Gen.Const((int?)1)).Array[7], Gen.Int[0, 6]).Sample((values, yes) =>
        {
            var before = Given.All(Instrument.Screener, values);
            var after = before.With(Questionnaire.Screener.Items[yes], 1);
            Assert.True(Screener.Read(after)!.Level >= Screener.Read(before)!.Level);
        });
}
