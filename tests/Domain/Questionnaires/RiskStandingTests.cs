using CareConnect.Domain.People;
using CareConnect.Domain.Questionnaires;
using static CareConnect.Domain.Tests.Denver;

namespace CareConnect.Domain.Tests.Questionnaires;

public sealed class RiskStandingTests
{
    private static readonly PersonId Dana = new("dana");

    [Theory]
    [InlineData(RiskLevel.None, "1y 2n 6n", RiskLevel.Low)]
    [InlineData(RiskLevel.Low, "1y 2y 3y 4n 5n 6n", RiskLevel.Moderate)]
    [InlineData(RiskLevel.Moderate, "1y 2y 3y 4y 5n 6n", RiskLevel.High)]
    [InlineData(RiskLevel.None, "1n 2n 6y", RiskLevel.High)] // when it was is not known
    [InlineData(RiskLevel.None, "1n 2n 6n", RiskLevel.None)]
    public void A_screener_raises_it(RiskLevel before, string answers, RiskLevel after) =>
        Assert.Equal(after, Standing(before).Found(Screener.Read(Given.Screener(answers))!, Nov(24, 10)).Level);

    [Theory]
    [InlineData("1n 2n 6n")]
    [InlineData("1y 2n 6n")]
    [InlineData("1y 2y 3y 4n 5n 6n")]
    public void No_screener_steps_it_down(string answers)
    {
        var high = Standing(RiskLevel.High);
        Assert.Same(high, high.Found(Screener.Read(Given.Screener(answers))!, Nov(24, 10)));
    }

    [Theory]
    [InlineData(RiskLevel.Moderate, true)]
    [InlineData(RiskLevel.None, true)]
    [InlineData(RiskLevel.High, false)]
    public void A_person_steps_it_down_and_only_down(RiskLevel to, bool steps) =>
        Assert.Equal(steps ? new RiskStanding(to, Nov(24, 10), Dana) : null, Standing(RiskLevel.High).StepDown(to, Dana, Nov(24, 10)));

    private static RiskStanding Standing(RiskLevel level) => new(level, Nov(23, 10), null);
}
