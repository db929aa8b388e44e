using CareConnect.Domain.Questionnaires;
using CareConnect.Domain.Triage;
using static CareConnect.Domain.Tests.Denver;

namespace CareConnect.Domain.Tests.Triage;

public sealed class SignalRuleTests
{
    private static readonly DateTimeOffset At = Nov(23, 12);

    // One row for every threshold of CLINICAL.md; null: the signal alone asks nobody to look.
    public static TheoryData<Signal, Level?, ReasonCode?> EveryThreshold => new()
    {
        { new ScreenerAnswered(RiskLevel.High, true, true, At), Level.Crisis, ReasonCode.ScreenerHigh },
        { new ScreenerAnswered(RiskLevel.High, false, true, At), Level.Crisis, ReasonCode.ScreenerHigh },
        { new ScreenerAnswered(RiskLevel.Moderate, false, true, At), Level.Crisis, ReasonCode.ScreenerWhenUnknown },
        { new ScreenerAnswered(RiskLevel.Moderate, true, false, At), Level.Urgent, ReasonCode.ScreenerModerate },
        { new ScreenerAnswered(RiskLevel.Moderate, false, false, At), Level.Urgent, ReasonCode.ScreenerModerate },
        { new ScreenerAnswered(RiskLevel.Low, false, false, At), Level.Urgent, ReasonCode.ScreenerUnfinished },
        { new ScreenerAnswered(RiskLevel.Low, true, false, At), Level.Routine, ReasonCode.ScreenerLow },
        { new ScreenerAnswered(RiskLevel.None, false, false, At), Level.Routine, ReasonCode.ScreenerUnfinished },
        { new ScreenerAnswered(RiskLevel.None, true, false, At), null, null },
        { new RiskCueConfirmed(CueLevel.Crisis, 1, At), Level.Crisis, ReasonCode.SharedCrisisCue },
        { new RiskCueConfirmed(CueLevel.Urgent, 1, At), Level.Urgent, ReasonCode.SharedUrgentCue },
        { new Item9Positive(1, At), Level.Urgent, ReasonCode.Item9Positive },
        { new Item9Positive(3, At), Level.Urgent, ReasonCode.Item9Positive },
        { new HighRiskNoShow(At), Level.Urgent, ReasonCode.HighRiskNoShow },
        { new Phq9Scored(20, At), Level.Today, ReasonCode.Phq9Severe },
        { new Phq9Scored(19, At), Level.Routine, ReasonCode.Phq9Raised },
        { new Phq9Scored(10, At), Level.Routine, ReasonCode.Phq9Raised },
        { new Phq9Scored(9, At), null, null },
        { new Gad7Scored(21, At), Level.Routine, ReasonCode.Gad7Raised },
        { new Gad7Scored(10, At), Level.Routine, ReasonCode.Gad7Raised },
        { new Gad7Scored(9, At), null, null },
        { new ReliableDeterioration(Instrument.Phq9, 6, At), Level.Today, ReasonCode.Phq9Worse },
        { new ReliableDeterioration(Instrument.Phq9, 5, At), null, null },
        { new ReliableDeterioration(Instrument.Gad7, 4, At), Level.Today, ReasonCode.Gad7Worse },
        { new ReliableDeterioration(Instrument.Gad7, 3, At), null, null },
        { new MedicationStopped(false, At), Level.Today, ReasonCode.MedicationStopped },
        { new MedicationStopped(true, At), Level.Today, ReasonCode.MedicationRanOut },
        { new CheckInsMissed(2, At), Level.Routine, ReasonCode.CheckInsMissed },
    };

    [Theory]
    [MemberData(nameof(EveryThreshold))]
    public void Each_signal_makes_the_level_of_its_threshold(Signal signal, Level? level, ReasonCode? code)
    {
        var decision = TriageRules.Decide([signal], Pack, At);
        Assert.Equal(level ?? Level.Routine, decision.Level);
        Assert.Equal(code ?? ReasonCode.Waiting, decision.Reasons[0].Code);
        Assert.Equal(level is not null, TriageRules.AskForSomebody([signal], Pack));
        Assert.False(decision.NothingShared);
    }

    [Fact]
    public void Every_kind_of_signal_that_a_rule_reads_stands_in_that_table()
    {
        var inTable = EveryThreshold.Select(row => row.Data.Item1.GetType()).ToHashSet();
        Type[] elsewhere = [typeof(DeclaredUrgency), typeof(HelpAsked), typeof(WaitingSince)];
        var all = typeof(Signal).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Signal)));
        Assert.Equal(all.ToHashSet(), [.. inTable, .. elsewhere]);
    }

    [Fact]
    public void A_finished_screener_that_is_low_does_not_take_item_9_back()
    {
        var decision = TriageRules.Decide(
            [new Item9Positive(1, At), new ScreenerAnswered(RiskLevel.None, true, false, At.AddMinutes(2))], Pack, At.AddMinutes(2));
        Assert.Equal(Level.Urgent, decision.Level);
    }

    [Fact]
    public void A_clinics_own_thresholds_decide()
    {
        var pack = Pack with { Thresholds = Thresholds.Default with { Phq9Today = 15, Gad7Evaluate = 12, Phq9ReliableChange = 8 } };
        Assert.Equal(Level.Today, TriageRules.Decide([new Phq9Scored(15, At)], pack, At).Level);
        Assert.False(TriageRules.AskForSomebody([new Gad7Scored(11, At)], pack));
        Assert.False(TriageRules.AskForSomebody([new ReliableDeterioration(Instrument.Phq9, 7, At)], pack));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(28)]
    public void A_threshold_that_no_score_can_meet_is_refused(int total) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Thresholds.Default with { Phq9Today = total });

    [Fact]
    public void Impossible_duties_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Thresholds.Default with { HighRisk = new Cadence(0, 7) });
        Assert.Throws<ArgumentOutOfRangeException>(() => Thresholds.Default with { AfterCrisis = new AfterCrisis(72, 30, 7) });
        Assert.Throws<ArgumentOutOfRangeException>(() => Thresholds.Default with { Gad7Evaluate = 22 });
        Assert.Throws<ArgumentNullException>(() => Pack with { Thresholds = null! });
    }
}
