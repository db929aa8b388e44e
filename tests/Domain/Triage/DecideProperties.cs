using CareConnect.Domain.People;
using CareConnect.Domain.Questionnaires;
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
        (1, Moment.Select(at => (Signal)new HelpAsked(at))),
        (3, Gen.Select(Gen.Int[0, 27], Moment).Select((total, at) => (Signal)new Phq9Scored(total, at))),
        (2, Gen.Select(Gen.Int[0, 21], Moment).Select((total, at) => (Signal)new Gad7Scored(total, at))),
        (2, Gen.Select(Gen.Enum<RiskLevel>(), Gen.Bool, Gen.Bool, Moment).Select((level, complete, unknown, at) =>
            (Signal)new ScreenerAnswered(level, complete, level == RiskLevel.High || (unknown && level == RiskLevel.Moderate), at))),
        (1, Gen.Select(Gen.Int[1, 3], Moment).Select((answer, at) => (Signal)new Item9Positive(answer, at))),
        (2, Gen.Select(Gen.OneOf(Gen.Const(Instrument.Phq9), Gen.Const(Instrument.Gad7)), Gen.Int[1, 12], Moment)
            .Select((instrument, by, at) => (Signal)new ReliableDeterioration(instrument, by, at))),
        (1, Gen.Select(Gen.Bool, Moment).Select((ranOut, at) => (Signal)new MedicationStopped(ranOut, at))),
        (1, Moment.Select(at => (Signal)new HighRiskNoShow(at))),
        (1, Gen.Select(Gen.Enum<CueLevel>(), Moment).Select((level, at) => (Signal)new RiskCueConfirmed(level, 1, at))),
        (1, Gen.Select(Gen.Int[1, 4], Moment).Select((missed, at) => (Signal)new CheckInsMissed(missed, at))));

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
            Assert.Equal(signals.Any(IsCrisis), after.Level == Level.Crisis);
        });

    [Fact]
    public void What_a_person_lowered_stands_for_everything_before_it() =>
        // Routine aside: its cap counts from the first signal.
        Gen.Select(Signals, Moment, Gen.Enum<Level>().Where(level => level != Level.Routine)).Sample((signals, now, to) =>
        {
            var lowering = new Lowering(to, new PersonId("dana"), LoweringReason.SpokeWithPatient, now);
            var before = signals.Where(signal => signal.At < now).ToArray();
            Assert.Equal(to, TriageRules.Decide(before, Pack, now, lowering).Level);
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

    private static bool IsCrisis(Signal signal) =>
        signal is HelpAsked or ScreenerAnswered { AsHigh: true } or RiskCueConfirmed { Level: CueLevel.Crisis };
}
