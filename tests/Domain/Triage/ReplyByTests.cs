using CareConnect.Domain.Triage;
using static CareConnect.Domain.Tests.Denver;

namespace CareConnect.Domain.Tests.Triage;

public sealed class ReplyByTests
{
    [Fact]
    public void On_a_Monday_afternoon_each_choice_has_its_own_time()
    {
        var now = Nov(23, 14);
        Assert.Equal(new ReplyPromise(Nov(23, 16), true, now), TriageRules.ReplyBy(HowSoon.Now, Pack, now));
        Assert.Equal(new ReplyPromise(Nov(23, 17), true, now), TriageRules.ReplyBy(HowSoon.Today, Pack, now));
        Assert.Equal(new ReplyPromise(Nov(24, 14), true, now), TriageRules.ReplyBy(HowSoon.Week, Pack, now));
        Assert.Equal(new ReplyPromise(Nov(24, 14), true, now), TriageRules.ReplyBy(HowSoon.None, Pack, now));
    }

    [Fact]
    public void On_the_evening_before_a_holiday_it_says_closed_and_when_it_opens()
    {
        var promise = TriageRules.ReplyBy(HowSoon.Today, Pack, Nov(25, 20));
        Assert.Equal(new ReplyPromise(Nov(27, 17), false, Nov(27, 9)), promise);
    }
}
