using CareConnect.Domain.Questionnaires;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Queue;
using CsCheck;

namespace CareConnect.Hub.Tests.Queue;

public sealed class TriageTextTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 16, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<DateTimeOffset> Moment = Gen.Int[0, 14 * 24 * 60].Select(minute => Start.AddMinutes(minute));

    private static readonly Gen<Signal> AnySignal = Gen.OneOf(
        Gen.Select(Gen.Enum<HowSoon>(), Moment).Select((soon, at) => (Signal)new DeclaredUrgency(soon, at)),
        Moment.Select(at => (Signal)new WaitingSince(at)),
        Moment.Select(at => (Signal)new HelpAsked(at)),
        Gen.Select(Gen.Enum<RiskLevel>(), Gen.Bool, Gen.Bool, Moment)
            .Select((level, complete, high, at) => (Signal)new ScreenerAnswered(level, complete, high, at)),
        Gen.Select(Gen.Int[1, 3], Moment).Select((answer, at) => (Signal)new Item9Positive(answer, at)),
        Gen.Select(Gen.Int[0, 27], Moment).Select((total, at) => (Signal)new Phq9Scored(total, at)),
        Gen.Select(Gen.Int[0, 21], Moment).Select((total, at) => (Signal)new Gad7Scored(total, at)),
        Gen.Select(Gen.Enum<Instrument>(), Gen.Int[1, 27], Moment).Select((what, by, at) => (Signal)new ReliableDeterioration(what, by, at)),
        Gen.Select(Gen.Bool, Moment).Select((ranOut, at) => (Signal)new MedicationStopped(ranOut, at)),
        Moment.Select(at => (Signal)new HighRiskNoShow(at)),
        Gen.Select(Gen.Enum<CueLevel>(), Gen.Int[1, 9], Moment).Select((level, version, at) => (Signal)new RiskCueConfirmed(level, version, at)),
        Gen.Select(Gen.Int[1, 9], Moment).Select((missed, at) => (Signal)new CheckInsMissed(missed, at)));

    [Fact]
    public void What_was_stored_replays_to_the_same_decision() =>
        Gen.Select(AnySignal.Array[1, 6], Moment).Sample((signals, now) =>
        {
            var pack = RulePack.Default(TimeZoneInfo.FindSystemTimeZoneById("America/Denver"));
            var read = TriageText.Signals(TriageText.Write(signals));
            Assert.Equal(signals, read);
            var decision = TriageRules.Decide(signals, pack, now);
            Assert.Equal(decision, TriageRules.Decide(read, pack, now));
            Assert.Equal(decision.Reasons.AsEnumerable(), TriageText.Reasons(TriageText.Write(decision.Reasons)));
        });

    [Fact]
    public void Every_kind_of_signal_has_a_stored_form()
    {
        var kinds = typeof(Signal).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Signal))).ToHashSet();
        var made = new HashSet<Type>();
        AnySignal.Array[200].Sample(signals => { lock (made) made.UnionWith(signals.Select(signal => signal.GetType())); }, iter: 20);
        Assert.Equal(kinds, made);
    }
}
