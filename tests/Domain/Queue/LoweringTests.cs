using CareConnect.Domain.People;
using CareConnect.Domain.Queue;
using CareConnect.Domain.Triage;
using CsCheck;
using static CareConnect.Domain.Tests.Denver;

namespace CareConnect.Domain.Tests.Queue;

/// <summary>What a person's lowering does, whatever was shared before and comes afterwards.</summary>
public sealed class LoweringTests
{
    private static readonly PersonId Maya = new("maya"), Dana = new("dana");

    // What patients share, from before the lowering (hours below 5) to after it.
    private static readonly Gen<Signal> AnySignal = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 5]).Select((kind, hour) => Signal(kind, Nov(23, 9 + hour)));

    private static readonly DateTimeOffset LoweredAt = Nov(23, 12);

    private static readonly Gen<(QueueItem Before, Moved Lowered)> AnyLowered =
        Gen.Select(AnySignal.Where(signal => signal.At < LoweredAt).Array[1, 5], Gen.Enum<Level>(), Gen.Enum<LoweringReason>()).Select((signals, to, why) =>
        {
            var before = QueueMoves.Open(Guid.AllBitsSet, Maya, new ConversationId("thread"), new TeamId("team"), signals, Pack, Nov(23, 11)).Item;
            return (before, Lowered: before.Lower(Dana, to, why, Pack, LoweredAt) as Moved);
        }).Where(each => each.Lowered is not null).Select(each => (each.before, each.Lowered!));

    [Fact]
    public void It_goes_exactly_to_the_level_that_the_person_said_and_below_the_one_before() => AnyLowered.Sample(each =>
    {
        var (before, lowered) = each;
        var asked = Assert.IsType<LevelLowered>(lowered.Event).Lowering;
        Assert.Equal(asked.To, lowered.Item.Decision.Level);
        Assert.True(before.Decision.Level.IsMoreUrgentThan(lowered.Item.Decision.Level));
        Assert.Equal(ReasonCode.LoweredByPerson, lowered.Item.Decision.Reasons[0].Code);
    });

    [Fact]
    public void It_is_never_below_what_comes_afterwards() =>
        Gen.Select(AnyLowered, AnySignal.Where(signal => signal.At >= LoweredAt).Array[1, 4]).Sample((each, later) =>
        {
            var lowered = each.Lowered.Item;
            var next = ((Moved)lowered.Share(later, Pack, Nov(23, 14))).Item;
            var alone = TriageRules.Decide(later, Pack, Nov(23, 14)).Level;
            Assert.False(alone.IsMoreUrgentThan(next.Decision.Level));
            Assert.False(lowered.Decision.Level.IsMoreUrgentThan(next.Decision.Level));
        });

    [Fact]
    public void The_decision_follows_from_what_is_stored_with_it() => AnyLowered.Sample(each =>
    {
        var item = each.Lowered.Item;
        Assert.Equal(item.Decision, TriageRules.Decide(item.Signals, Pack, LoweredAt, item.Lowering, item.CountedClaim));
    });

    [Fact]
    public void Waiting_raises_it_again_and_makes_no_crisis() => AnyLowered.Sample(each =>
    {
        var level = each.Lowered.Item.Decision.Level;
        for (var day = 23; day <= 30; day++)
        {
            if (each.Lowered.Item.Wait(Pack, Nov(day, 20)) is not Moved risen) continue;
            Assert.True(risen.Item.Decision.Level.IsMoreUrgentThan(level));
            Assert.NotEqual(Level.Crisis, risen.Item.Decision.Level);
        }

        Assert.Equal(Level.Urgent, Level.Urgent.IsMoreUrgentThan(level) ? ((Moved)each.Lowered.Item.Wait(Pack, Nov(30, 20))).Item.Decision.Level : Level.Urgent);
    });

    private static Signal Signal(int kind, DateTimeOffset at) => kind switch
    {
        0 => new HelpAsked(at),
        1 => new DeclaredUrgency(HowSoon.Now, at),
        2 => new DeclaredUrgency(HowSoon.Today, at),
        3 => new DeclaredUrgency(HowSoon.Week, at),
        4 => new Item9Positive(2, at),
        5 => new Phq9Scored(22, at),
        6 => new MedicationStopped(true, at),
        7 => new HighRiskNoShow(at),
        8 => new RiskCueConfirmed(CueLevel.Urgent, 1, at),
        _ => new WaitingSince(at),
    };
}
