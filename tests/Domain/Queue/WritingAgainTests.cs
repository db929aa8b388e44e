using CareConnect.Domain.People;
using CareConnect.Domain.Queue;
using CareConnect.Domain.Triage;
using CsCheck;
using static CareConnect.Domain.Tests.Denver;

namespace CareConnect.Domain.Tests.Queue;

/// <summary>A patient who writes message after message: what waits says each thing once, and decides nothing twice.</summary>
public sealed class WritingAgainTests
{
    private static readonly PersonId Dana = new("dana"), Maya = new("maya");

    private static readonly QueueItem Waiting =
        QueueMoves.Open(Guid.CreateVersion7(Nov(23, 10)), Maya, new("thread"), new("team"), [new DeclaredUrgency(HowSoon.Today, Nov(23, 10))], Pack, Nov(23, 10)).Item;

    [Fact]
    public void The_same_urgency_again_changes_nothing() =>
        Assert.IsType<AlreadySo>(Waiting.Write(Maya, [new DeclaredUrgency(HowSoon.Today, Nov(23, 11))], Pack, Nov(23, 11)));

    [Fact]
    public void A_message_that_says_nothing_new_changes_nothing() => Assert.IsType<AlreadySo>(Waiting.Write(Maya, [], Pack, Nov(23, 11)));

    [Fact]
    public void What_waiting_has_raised_is_seen_with_the_next_message()
    {
        var routine = QueueMoves.Open(Guid.CreateVersion7(Nov(23, 10)), Maya, new("thread"), new("team"), [], Pack, Nov(23, 10)).Item;
        var moved = Assert.IsType<Moved>(routine.Write(Maya, [], Pack, routine.Decision.Clocks.ClaimBy));
        Assert.True(moved.Item.Decision.Level.IsMoreUrgentThan(routine.Decision.Level));
    }

    [Fact]
    public void Once_a_person_has_lowered_it_the_same_urgency_counts_anew()
    {
        var lowered = ((Moved)Waiting.Lower(Dana, Level.Routine, LoweringReason.SpokeWithPatient, Pack, Nov(23, 11))).Item;
        var again = Assert.IsType<Moved>(lowered.Write(Maya, [new DeclaredUrgency(HowSoon.Today, Nov(23, 12))], Pack, Nov(23, 12)));
        Assert.Equal(Level.Today, again.Item.Decision.Level);
    }

    [Fact]
    public void A_request_for_help_is_heard_each_time()
    {
        var asked = ((Moved)Waiting.Write(Maya, [new HelpAsked(Nov(23, 11))], Pack, Nov(23, 11))).Item;
        Assert.IsType<Moved>(asked.Write(Maya, [new HelpAsked(Nov(23, 12))], Pack, Nov(23, 12)));
    }

    [Fact]
    public void However_often_somebody_writes_signals_do_not_grow_and_the_decision_is_that_of_all_of_them() =>
        Gen.Enum<HowSoon>().Array[1, 40].Sample(chosen =>
        {
            var (item, all) = (Waiting, Waiting.Signals.ToList());
            for (var i = 0; i < chosen.Length; i++)
            {
                var at = Nov(23, 10).AddMinutes(i + 1);
                all.Add(new DeclaredUrgency(chosen[i], at));
                item = item.Write(Maya, [new DeclaredUrgency(chosen[i], at)], Pack, at) is Moved moved ? moved.Item : item;
            }

            var ofAll = TriageRules.Decide(all, Pack, Nov(23, 10).AddMinutes(chosen.Length));
            Assert.True(item.Signals.Length <= 4);
            Assert.Equal((ofAll.Level, ofAll.Clocks), (item.Decision.Level, item.Decision.Clocks));
        });
}
