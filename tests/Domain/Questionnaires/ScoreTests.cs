using CareConnect.Domain.Questionnaires;

namespace CareConnect.Domain.Tests.Questionnaires;

public sealed class ScoreTests
{
    [Theory]
    [InlineData(0, Band.Minimal)]
    [InlineData(4, Band.Minimal)]
    [InlineData(5, Band.Mild)]
    [InlineData(9, Band.Mild)]
    [InlineData(10, Band.Moderate)]
    [InlineData(14, Band.Moderate)]
    [InlineData(15, Band.ModeratelySevere)]
    [InlineData(19, Band.ModeratelySevere)]
    [InlineData(20, Band.Severe)]
    [InlineData(27, Band.Severe)]
    public void A_PHQ9_has_the_published_bands(int total, Band band) =>
        Assert.Equal(new Score(Instrument.Phq9, total, band), Score.Of(Instrument.Phq9, Given.Total(Instrument.Phq9, total)));

    [Theory]
    [InlineData(0, Band.Minimal)]
    [InlineData(4, Band.Minimal)]
    [InlineData(5, Band.Mild)]
    [InlineData(9, Band.Mild)]
    [InlineData(10, Band.Moderate)]
    [InlineData(14, Band.Moderate)]
    [InlineData(15, Band.Severe)]
    [InlineData(21, Band.Severe)]
    public void A_GAD7_has_the_published_bands(int total, Band band) =>
        Assert.Equal(new Score(Instrument.Gad7, total, band), Score.Of(Instrument.Gad7, Given.Total(Instrument.Gad7, total)));

    [Fact]
    public void With_any_item_missing_there_is_no_total_and_no_band()
    {
        foreach (var instrument in new[] { Instrument.Phq9, Instrument.Gad7 })
        {
            foreach (var missing in Questionnaire.Of(instrument).Items)
            {
                var passedOver = Given.Total(instrument, 9).With(missing, null);
                Assert.Null(Score.Of(instrument, passedOver));
            }

            Assert.Null(Score.Of(instrument, Answers.None));
        }
    }

    [Fact]
    public void The_instruments_have_nine_seven_and_seven_items_with_codes_of_their_own()
    {
        Assert.Equal(9, Questionnaire.Phq9.Items.Length);
        Assert.Equal(7, Questionnaire.Gad7.Items.Length);
        Assert.Equal(7, Questionnaire.Screener.Items.Length);
        var codes = Enum.GetValues<Instrument>().SelectMany(each => Questionnaire.Of(each).Items).Select(item => item.Code).ToList();
        Assert.Equal(codes.Count, codes.Distinct().Count());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void An_answer_outside_the_scale_is_no_answer(int answer) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Answers.None.With(Questionnaire.Phq9.Items[0], answer));

    [Fact]
    public void A_yes_or_no_question_has_two_answers() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Answers.None.With(Questionnaire.Screener.Items[0], 2));
}
