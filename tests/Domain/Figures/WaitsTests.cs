using CareConnect.Domain.Figures;
using CareConnect.Domain.Triage;
using static CareConnect.Domain.Tests.Denver;

namespace CareConnect.Domain.Tests.Figures;

public sealed class WaitsTests
{
    [Fact]
    public void A_wait_is_measured_to_the_first_claim_and_to_the_answer()
    {
        var wait = One(Set(10, claim: 12, contact: 14), new WaitClaimed(Nov(23, 11)), Set(11, 12, 14), new WaitReleased(Nov(23, 11, 10)), new WaitClaimed(Nov(23, 11, 20)), new WaitEnded(Nov(23, 13)));
        Assert.Equal(new Wait(Nov(23, 10), Nov(23, 11), Nov(23, 13), Overdue: false), wait);
    }

    [Fact]
    public void Who_answers_without_claiming_had_it_then() =>
        Assert.Equal(new Wait(Nov(23, 10), Nov(23, 11), Nov(23, 11), false), One(Set(10, 12, 14), new WaitEnded(Nov(23, 11))));

    [Fact]
    public void A_message_after_the_answer_begins_another_wait_and_what_comes_between_does_not_count()
    {
        Wait[] waits = [.. Waits.Of(
            [Set(10, 12, 14), new WaitEnded(Nov(23, 11)), new WaitClaimed(Nov(23, 11, 30)), new WaitEnded(Nov(23, 11, 40)), Set(13, 15, 16), new WaitEnded(Nov(23, 14))], Nov(23, 20))];
        Assert.Equal([new(Nov(23, 10), Nov(23, 11), Nov(23, 11), false), new(Nov(23, 13), Nov(23, 14), Nov(23, 14), false)], waits);
    }

    [Theory]
    [InlineData(12, 0, false)]
    [InlineData(12, 1, true)]
    public void It_is_overdue_when_nobody_had_it_at_its_clock(int hour, int minute, bool overdue) =>
        Assert.Equal(overdue, One(Set(10, 12, 14), new WaitClaimed(Nov(23, hour, minute)), new WaitEnded(Nov(23, 13))).Overdue);

    [Theory]
    [InlineData(14, 0, false)]
    [InlineData(14, 1, true)]
    public void It_is_overdue_when_it_was_claimed_and_not_answered_in_time(int hour, int minute, bool overdue) =>
        Assert.Equal(overdue, One(Set(10, 12, 14), new WaitClaimed(Nov(23, 11)), new WaitEnded(Nov(23, hour, minute))).Overdue);

    [Fact]
    public void A_rise_sets_new_clocks_and_the_one_that_ran_out_stays_run_out() =>
        Assert.True(One(Set(10, 12, 14), new ClocksSet(Nov(23, 12, 1), new Clocks(Nov(23, 17), Nov(23, 17))), new WaitEnded(Nov(23, 13))).Overdue);

    [Fact]
    public void A_sooner_clock_counts_from_when_it_was_set() =>
        Assert.True(One(Set(10, 16, 17), new ClocksSet(Nov(23, 11), new Clocks(Nov(23, 11, 30), Nov(23, 13))), new WaitEnded(Nov(23, 12))).Overdue);

    [Fact]
    public void A_wait_that_goes_on_is_looked_at_now()
    {
        Assert.Equal(new Wait(Nov(23, 10), null, null, false), Waits.Of([Set(10, 12, 14)], Nov(23, 12)).Single());
        Assert.True(Waits.Of([Set(10, 12, 14)], Nov(23, 12).AddMilliseconds(1)).Single().Overdue);
        Assert.False(Waits.Of([Set(10, 12, 14), new WaitClaimed(Nov(23, 11))], Nov(23, 13)).Single().Overdue);
    }

    [Fact]
    public void Given_back_the_clock_to_claim_counts_again() =>
        Assert.True(Waits.Of([Set(10, 12, 20), new WaitClaimed(Nov(23, 11)), new WaitReleased(Nov(23, 13))], Nov(23, 14)).Single().Overdue);

    private static Wait One(params WaitStep[] steps) => Waits.Of(steps, Nov(23, 20)).Single();

    private static ClocksSet Set(int hour, int claim, int contact) => new(Nov(23, hour), new Clocks(Nov(23, claim), Nov(23, contact)));
}
