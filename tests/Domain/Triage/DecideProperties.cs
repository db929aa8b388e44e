using CareConnect.Domain.People;
using CareConnect.Domain.Triage;
using CsCheck;
using static CareConnect.Domain.Tests.Denver;

namespace CareConnect.Domain.Tests.Triage;

public sealed class DecideProperties
{
    private static readonly Gen<DateTimeOffset> Moment = Gen.Int[0, 14 * 24 * 60].Select(minute => Nov(16, 0).AddMinutes(minute));

    private static readonly Gen<Signal> AnySignal = Gen.Frequency(
        (4, Gen.Select(Gen.Enum<HowSoon>(), Moment).Select((howSoon, at) => (Signal)new DeclaredUrgency(howSoon, at))),
        (2, Moment.Select(at => (Signal)new WaitingSince(at))),
        (1, Moment.Select(at => (Signal)new HelpAsked(at))));

    private static readonly Gen<Signal[]> Signals = AnySignal.Array[0, 5];

    private static readonly Gen<Lowering?> MaybeLowered = Gen.Frequency(
        (1, Gen.Const((Lowering?)null)),
        (1, Gen.Select(Gen.Enum<Level>(), Moment).Select((to, at) =>
            (Lowering?)new Lowering(to, new PersonId("dana"), LoweringReason.NotWhatItSeemed, at))));

    private static readonly Gen<DateTimeOffset?> MaybeClaimed =
        Gen.Frequency((1, Gen.Const((DateTimeOffset?)null)), (1, Moment.Select(at => (DateTimeOffset?)at)));

    [Fact]
    public void More_signals_never_lower_a_level_or_put_off_its_clock() =>
        Gen.Select(Signals.Where(signals => signals.Length > 0), Signals, Moment, MaybeLowered, MaybeClaimed)
            .Sample((some, more, now, lowering, claimed) =>
            {
                var before = TriageRules.Decide(some, Pack, now, lowering, claimed);
                var after = TriageRules.Decide([.. some, .. more], Pack, now, lowering, claimed);
                Assert.True(after.Level <= before.Level);
                Assert.True(after.Level < before.Level || after.Clocks.ClaimBy <= before.Clocks.ClaimBy);
            });

    [Fact]
    public void The_same_signals_in_any_order_give_the_same_decision() =>
        Gen.Select(Signals.SelectMany(signals => Gen.Shuffle(signals.ToArray()).Select(shuffled => (signals, shuffled))), Moment, MaybeLowered, MaybeClaimed)
            .Sample((both, now, lowering, claimed) => Assert.Equal(
                TriageRules.Decide(both.signals, Pack, now, lowering, claimed),
                TriageRules.Decide(both.shuffled, Pack, now, lowering, claimed)));

    [Fact]
    public void Time_never_lowers_a_level_and_alone_never_makes_a_crisis() =>
        Gen.Select(Signals.Where(signals => signals.Length > 0), Moment, Moment).Sample((signals, one, other) =>
        {
            var (earlier, later) = one <= other ? (one, other) : (other, one);
            var after = TriageRules.Decide(signals, Pack, later);
            Assert.True(after.Level <= TriageRules.Decide(signals, Pack, earlier).Level);
            Assert.Equal(signals.OfType<HelpAsked>().Any(), after.Level == Level.Crisis);
        });

    [Fact]
    public void Whatever_waits_unclaimed_for_three_working_days_is_at_least_urgent() =>
        Signals.Where(signals => signals.Length > 0).Sample(signals =>
        {
            var since = signals.Min(signal => signal.At);
            var cap = Denver.Calendar.AddWorkingDays(since, RulePack.RoutineCapWorkingDays);
            Assert.True(TriageRules.Decide(signals, Pack, cap).Level <= Level.Urgent);
        });

    [Fact]
    public void There_is_always_a_reason_and_the_first_leads_to_the_level() =>
        Gen.Select(Signals, Moment, MaybeLowered, MaybeClaimed).Sample((signals, now, lowering, claimed) =>
        {
            var decision = TriageRules.Decide(signals, Pack, now, lowering, claimed);
            var trail = decision.Reasons.TakeWhile((reason, i) => i == 0 || reason.Code == ReasonCode.ClockRanOut);
            Assert.Equal(decision.Level, trail.Last().Level);
        });

    [Fact]
    public void The_patient_is_told_what_a_message_sent_now_would_get() =>
        Gen.Select(Gen.Enum<HowSoon>(), Moment).Sample((howSoon, now) =>
        {
            var promise = TriageRules.ReplyBy(howSoon, Pack, now);
            Assert.Equal(TriageRules.Decide([new DeclaredUrgency(howSoon, now)], Pack, now).Clocks.ContactBy, promise.By);
            Assert.Equal(promise.OpensAt == now, promise.OpenNow);
        });
}
