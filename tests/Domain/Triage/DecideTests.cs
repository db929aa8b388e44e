using CareConnect.Domain.People;
using CareConnect.Domain.Triage;
using static CareConnect.Domain.Tests.Denver;

namespace CareConnect.Domain.Tests.Triage;

public sealed class DecideTests
{
    [Fact]
    public void Now_without_asking_for_help_is_urgent_even_at_night()
    {
        var at = Nov(28, 2, 58);
        var decision = Decide(at, new DeclaredUrgency(HowSoon.Now, at));
        Assert.Equal(Level.Urgent, decision.Level);
        Assert.Equal(at.AddMinutes(30), decision.Clocks.ClaimBy);
        Assert.Equal(at.AddHours(2), decision.Clocks.ContactBy);
        Assert.Equal(ReasonCode.ChoseNow, decision.Reasons[0].Code);
    }

    [Fact]
    public void Asking_for_help_is_a_crisis_at_once()
    {
        var at = Nov(28, 2, 58);
        var decision = Decide(at, new DeclaredUrgency(HowSoon.Now, at), new HelpAsked(at));
        Assert.Equal(Level.Crisis, decision.Level);
        Assert.Equal(at.AddMinutes(5), decision.Clocks.ClaimBy);
        Assert.Equal(at.AddMinutes(15), decision.Clocks.ContactBy);
        Assert.Equal([ReasonCode.AskedForHelp, ReasonCode.ChoseNow, ReasonCode.Waiting], Codes(decision));
    }

    [Fact]
    public void Today_is_due_as_the_same_working_day_closes()
    {
        var at = Nov(23, 16, 59);
        var decision = Decide(at, new DeclaredUrgency(HowSoon.Today, at));
        Assert.Equal(Level.Today, decision.Level);
        Assert.Equal(new Clocks(Nov(23, 17), Nov(23, 17)), decision.Clocks);
    }

    [Fact]
    public void Today_after_closing_is_due_as_the_next_working_day_closes_and_says_so()
    {
        var at = Nov(25, 17);
        var decision = Decide(at, new DeclaredUrgency(HowSoon.Today, at));
        Assert.Equal(Nov(27, 17), decision.Clocks.ClaimBy);
        Assert.Contains(new Reason(ReasonCode.StartsAtOpening, Level.Today, Nov(27, 9)), decision.Reasons);
    }

    [Fact]
    public void This_week_is_routine_with_one_working_day()
    {
        var decision = Decide(Nov(23, 14), new DeclaredUrgency(HowSoon.Week, Nov(23, 14)));
        Assert.Equal(Level.Routine, decision.Level);
        Assert.Equal(new Clocks(Nov(24, 14), Nov(24, 14)), decision.Clocks);
        Assert.False(decision.NothingShared);
        Assert.Equal([ReasonCode.ChoseWeek, ReasonCode.Waiting], Codes(decision));
    }

    [Fact]
    public void Nothing_shared_is_unknown_and_still_has_a_clock()
    {
        Assert.All(
            new[]
            {
                Decide(Nov(23, 14)),
                Decide(Nov(23, 14), new WaitingSince(Nov(23, 14))),
                Decide(Nov(23, 14), new DeclaredUrgency(HowSoon.None, Nov(23, 14))),
            },
            decision =>
            {
                Assert.True(decision.NothingShared);
                Assert.Equal(Level.Routine, decision.Level);
                Assert.Equal(Nov(24, 14), decision.Clocks.ClaimBy);
                Assert.Equal([ReasonCode.NothingShared], Codes(decision));
            });
    }

    [Fact]
    public void An_unclaimed_routine_matter_rises_as_its_clock_runs_out_and_not_before()
    {
        var signal = new DeclaredUrgency(HowSoon.Week, Nov(23, 14));
        Assert.Equal(Level.Routine, Decide(Nov(24, 14).AddTicks(-1), signal).Level);

        var risen = Decide(Nov(24, 14), signal);
        Assert.Equal(Level.Today, risen.Level);
        Assert.Equal(Nov(24, 17), risen.Clocks.ClaimBy);
        Assert.Equal(new Reason(ReasonCode.ChoseWeek, Level.Routine, Nov(23, 14)), risen.Reasons[0]);
        Assert.Equal(new Reason(ReasonCode.ClockRanOut, Level.Today, Nov(24, 14)), risen.Reasons[1]);
    }

    [Fact]
    public void Unclaimed_today_rises_to_urgent_as_the_day_closes_and_not_before()
    {
        var signal = new DeclaredUrgency(HowSoon.Today, Nov(23, 10));
        Assert.Equal(Level.Today, Decide(Nov(23, 17).AddTicks(-1), signal).Level);
        var risen = Decide(Nov(23, 17), signal);
        Assert.Equal(Level.Urgent, risen.Level);
        Assert.Equal(new Clocks(Nov(23, 17, 30), Nov(23, 19)), risen.Clocks);
    }

    [Fact]
    public void Waiting_alone_stops_at_urgent()
    {
        Assert.Equal(Level.Urgent, Decide(Nov(23, 14).AddYears(1), new WaitingSince(Nov(23, 14))).Level);
        Assert.Equal(Level.Urgent, Decide(Nov(23, 14).AddYears(1), new DeclaredUrgency(HowSoon.Now, Nov(23, 14))).Level);
    }

    [Fact]
    public void A_claim_stops_the_rising_at_its_own_moment()
    {
        var signal = new DeclaredUrgency(HowSoon.Week, Nov(23, 14));
        var claimedInTime = TriageRules.Decide([signal], Pack, Nov(30, 12), claimedAt: Nov(24, 13));
        Assert.Equal(Level.Routine, claimedInTime.Level);
        Assert.Equal(Nov(24, 14), claimedInTime.Clocks.ContactBy);

        var claimedLate = TriageRules.Decide([signal], Pack, Nov(30, 12), claimedAt: Nov(24, 15));
        Assert.Equal(Level.Today, claimedLate.Level);
    }

    [Fact]
    public void A_stronger_later_signal_raises_a_claimed_matter()
    {
        var decision = TriageRules.Decide(
            [new DeclaredUrgency(HowSoon.Week, Nov(23, 14)), new DeclaredUrgency(HowSoon.Now, Nov(23, 15))],
            Pack, Nov(23, 15), claimedAt: Nov(23, 14, 30));
        Assert.Equal(Level.Urgent, decision.Level);
        Assert.Equal(Nov(23, 15, 30), decision.Clocks.ClaimBy);
    }

    [Fact]
    public void Of_two_clocks_on_one_level_the_earlier_one_runs()
    {
        var decision = Decide(
            Nov(23, 12), new DeclaredUrgency(HowSoon.Now, Nov(23, 12)), new DeclaredUrgency(HowSoon.Now, Nov(23, 11, 40)));
        Assert.Equal(Nov(23, 12, 10), decision.Clocks.ClaimBy);
    }

    [Fact]
    public void A_person_lowers_it_and_its_new_clock_starts_then()
    {
        var decision = Lowered(Level.Today, at: Nov(23, 12), now: Nov(23, 12), new DeclaredUrgency(HowSoon.Now, Nov(23, 11)));
        Assert.Equal(Level.Today, decision.Level);
        Assert.Equal(Nov(23, 17), decision.Clocks.ClaimBy);
        Assert.Equal([ReasonCode.LoweredByPerson], Codes(decision));
    }

    [Fact]
    public void A_signal_from_the_moment_of_lowering_on_raises_it_again()
    {
        var before = new DeclaredUrgency(HowSoon.Now, Nov(23, 12).AddTicks(-1));
        var same = new DeclaredUrgency(HowSoon.Now, Nov(23, 12));
        Assert.Equal(Level.Routine, Lowered(Level.Routine, Nov(23, 12), Nov(23, 13), before).Level);
        Assert.Equal(Level.Urgent, Lowered(Level.Routine, Nov(23, 12), Nov(23, 13), before, same).Level);
    }

    [Fact]
    public void What_was_lowered_rises_again_when_nobody_claims_it()
    {
        var signal = new DeclaredUrgency(HowSoon.Now, Nov(23, 11));
        Assert.Equal(Level.Today, Lowered(Level.Today, Nov(23, 12), Nov(23, 17).AddTicks(-1), signal).Level);
        Assert.Equal(Level.Urgent, Lowered(Level.Today, Nov(23, 12), Nov(23, 17), signal).Level);
    }

    [Fact]
    public void Three_working_days_are_the_end_of_routine_even_for_what_a_person_lowered()
    {
        // Waiting since Monday 14: the cap is Friday 14 to Monday 14, because Thursday is a holiday.
        var signal = new DeclaredUrgency(HowSoon.Now, Nov(23, 14));
        Assert.Equal(Nov(27, 14), Lowered(Level.Routine, Nov(25, 15), Nov(25, 15), signal).Clocks.ClaimBy);
        Assert.Equal(Nov(27, 14).AddMinutes(-1), Lowered(Level.Routine, Nov(25, 14).AddMinutes(-1), Nov(25, 15), signal).Clocks.ClaimBy);

        var tooLate = Lowered(Level.Routine, Nov(30, 10), Nov(30, 10), signal);
        Assert.Equal(Level.Today, tooLate.Level);
        Assert.Equal(Nov(30, 17), tooLate.Clocks.ClaimBy);
    }

    [Fact]
    public void The_decision_names_the_pack_that_made_it()
    {
        var decision = TriageRules.Decide([], new RulePack("spring-2", Denver.Calendar), Nov(23, 12));
        Assert.Equal("spring-2", decision.PackVersion);
    }

    private static Decision Decide(DateTimeOffset now, params Signal[] signals) => TriageRules.Decide(signals, Pack, now);

    private static Decision Lowered(Level to, DateTimeOffset at, DateTimeOffset now, params Signal[] signals) =>
        TriageRules.Decide(signals, Pack, now, new Lowering(to, new PersonId("dana"), LoweringReason.SpokeWithPatient, at));

    private static ReasonCode[] Codes(Decision decision) => [.. decision.Reasons.Select(reason => reason.Code)];
}
