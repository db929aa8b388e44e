using CareConnect.Domain.People;
using CareConnect.Domain.Queue;
using CareConnect.Domain.Triage;
using CsCheck;
using static CareConnect.Domain.Tests.Denver;

namespace CareConnect.Domain.Tests.Rules;

public sealed class RulesChangeProperties
{
    private static readonly PersonId Dana = new("dana"), Maya = new("maya");

    private static readonly Gen<(RulePack Own, RulePack InForce, QueueItem Item, HowSoon Again, int Later)> Waiting = Gen.Select(
        Packs.Any, Packs.Any, Gen.Enum<HowSoon>(), Gen.Enum<HowSoon>(), Gen.Int[0, 6 * 24 * 60])
        .Select((own, inForce, soon, again, later) =>
        {
            Signal[] signals = soon == HowSoon.None ? [] : [new DeclaredUrgency(soon, Nov(23, 10))];
            var item = QueueMoves.Open(Guid.CreateVersion7(Nov(23, 10)), Maya, new("thread"), new("team"), signals, own, Nov(23, 10)).Item;
            return (own, inForce, item, again, later);
        });

    [Fact]
    public void New_rules_never_lower_what_waits_nor_put_off_its_clock() => Waiting.Sample(row =>
    {
        var now = Nov(23, 10).AddMinutes(row.Later);
        foreach (var move in new Func<RulePack, QueueResult>[]
                 {
                     pack => row.Item.Write(Maya, [new DeclaredUrgency(row.Again, now)], pack, now),
                     pack => row.Item.Claim(Dana, pack, now),
                     pack => row.Item.Wait(pack, now),
                 })
        {
            var stands = row.Item.Under(row.InForce, row.Own, move);
            foreach (var alone in new[] { move(row.Own), move(row.InForce) })
            {
                if (alone is not Moved { Item.Decision: var decision }) continue;
                var kept = stands is AlreadySo same ? same.Item.Decision : Assert.IsType<Moved>(stands).Item.Decision;
                Assert.True(kept.Level <= decision.Level);
                Assert.True(kept.Level < decision.Level || kept.Clocks.ClaimBy <= decision.Clocks.ClaimBy);
            }
        }
    });

    [Fact]
    public void What_stands_names_the_rules_that_say_so() => Waiting.Sample(row =>
    {
        var now = Nov(23, 10).AddMinutes(row.Later);
        var stands = Assert.IsType<Moved>(row.Item.Under(row.InForce, row.Own, pack => row.Item.Claim(Dana, pack, now))).Item;
        var named = stands.Decision.PackVersion == row.InForce.Version ? row.InForce : row.Own;
        Assert.Equal(stands.Decision, TriageRules.Decide(stands.Signals, named, now, stands.Lowering, stands.ClaimedAt));
    });

    [Fact]
    public void A_new_wait_goes_by_the_rules_in_force_alone()
    {
        var strict = Pack;
        var slow = Renamed(Pack with { RoutineWorkingDays = 3 });
        var answered = ((Moved)QueueMoves.Open(Guid.CreateVersion7(Nov(23, 10)), Maya, new("thread"), new("team"), [new DeclaredUrgency(HowSoon.Week, Nov(23, 10))], strict, Nov(23, 10))
            .Item.Answer(Dana, Nov(23, 11))).Item;
        var again = (Moved)answered.Under(slow, strict, pack => answered.Write(Maya, [new DeclaredUrgency(HowSoon.Week, Nov(23, 12))], pack, Nov(23, 12)));
        Assert.Equal((Level.Routine, slow.Version), (again.Item.Decision.Level, again.Item.Decision.PackVersion));
        Assert.Equal(slow.ClocksOf(Level.Routine, Nov(23, 12)), again.Item.Decision.Clocks);
    }

    [Fact]
    public void A_row_that_rose_by_a_short_clock_stays_up_when_the_clock_is_made_longer()
    {
        var slow = Renamed(Pack with { RoutineWorkingDays = 3 });
        var item = QueueMoves.Open(Guid.CreateVersion7(Nov(23, 10)), Maya, new("thread"), new("team"), [new DeclaredUrgency(HowSoon.Week, Nov(23, 10))], Pack, Nov(23, 10)).Item;
        var risen = ((Moved)item.Wait(Pack, Nov(24, 10))).Item;
        Assert.Equal(Level.Today, risen.Decision.Level);
        Assert.Equal(Level.Routine, ((Moved)risen.Claim(Dana, slow, Nov(24, 11))).Item.Decision.Level);

        var claimed = (Moved)risen.Under(slow, Pack, pack => risen.Claim(Dana, pack, Nov(24, 11)));
        Assert.Equal((Level.Today, Pack.Version), (claimed.Item.Decision.Level, claimed.Item.Decision.PackVersion));
    }

    private static RulePack Renamed(RulePack pack) => new("slow", pack.Calendar)
    {
        Crisis = pack.Crisis, Urgent = pack.Urgent, RoutineWorkingDays = pack.RoutineWorkingDays, Thresholds = pack.Thresholds,
    };
}
