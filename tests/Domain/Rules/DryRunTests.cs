using System.Collections.Immutable;
using CareConnect.Domain.Rules;
using CareConnect.Domain.Triage;
using CsCheck;
using static CareConnect.Domain.Tests.Denver;

namespace CareConnect.Domain.Tests.Rules;

public sealed class DryRunTests
{
    private static readonly Guid Row = new("01234567-89ab-7def-8123-456789abcdef");

    private static readonly Gen<PastDecision> Any = Gen.Select(
        Packs.Any, Gen.Enum<HowSoon>().Array[0, 3], Gen.Int[0, 20 * 24 * 60].Array[5], Gen.Int[0, 3], Gen.Bool)
        .Select((pack, soons, minutes, row, claimed) => new PastDecision(
            new Guid(row, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]),
            [.. soons.Select((soon, i) => (Signal)new DeclaredUrgency(soon, Nov(2, 0).AddMinutes(minutes[i])))],
            Nov(2, 0).AddMinutes(minutes.Take(4).Max()),
            Nov(2, 0).AddMinutes(minutes.Take(4).Max() + minutes[4]),
            null,
            claimed ? Nov(2, 0).AddMinutes(minutes[3]) : null,
            pack));

    [Fact]
    public void The_rules_that_decided_change_nothing() => Gen.Select(Packs.Any, Any.Array[0, 8]).Sample((pack, decisions) =>
    {
        var result = DryRun.Of(decisions.Select(past => past with { Pack = pack }), pack);
        Assert.Equal((0, 0), (result.Sooner, result.Later));
        Assert.Empty(result.Elsewhere);
        Assert.Equal(decisions.Select(past => past.Item).Distinct().Count(), result.Rows);
    });

    [Fact]
    public void Every_row_is_counted_at_most_once() => Gen.Select(Packs.Any, Any.Array[0, 8]).Sample((pack, decisions) =>
    {
        var result = DryRun.Of(decisions, pack);
        Assert.True(result.Elsewhere.Length + result.Sooner + result.Later <= result.Rows);
        Assert.Equal(result.Elsewhere.Select(each => each.Item).Distinct().Count(), result.Elsewhere.Length);
        Assert.All(result.Elsewhere, each => Assert.NotEqual(each.Was, each.WouldBe));
        Assert.Equal(result.Elsewhere.OrderBy(each => each.At).Select(each => each.At), result.Elsewhere.Select(each => each.At));
    });

    [Fact]
    public void A_longer_clock_shows_rows_that_rose_and_would_not_have()
    {
        var result = DryRun.Of([Week(Nov(23, 10), until: Nov(24, 12))], Pack with { RoutineWorkingDays = 3 });
        Assert.Equal(
            new Elsewhere(Row, Nov(24, 10), Level.Today, Level.Routine, new Reason(ReasonCode.ChoseWeek, Level.Routine, Nov(23, 10))),
            Assert.Single(result.Elsewhere));
    }

    [Fact]
    public void A_row_that_was_answered_in_time_would_only_have_been_due_later()
    {
        var result = DryRun.Of([Week(Nov(23, 10), until: Nov(23, 11))], Pack with { RoutineWorkingDays = 3 });
        Assert.Empty(result.Elsewhere);
        Assert.Equal((1, 0, 1), (result.Rows, result.Sooner, result.Later));
    }

    [Fact]
    public void A_shorter_clock_is_sooner_and_the_moment_it_runs_out_is_not_before_it()
    {
        var slow = Pack with { RoutineWorkingDays = 3 };
        Assert.Equal(1, DryRun.Of([Week(Nov(23, 10), until: Nov(24, 10)) with { Pack = slow }], Pack).Sooner);
        var risen = Assert.Single(DryRun.Of([Week(Nov(23, 10), until: Nov(24, 10).AddMilliseconds(1)) with { Pack = slow }], Pack).Elsewhere);
        Assert.Equal((Nov(24, 10), Level.Routine, Level.Today), (risen.At, risen.Was, risen.WouldBe));
    }

    [Fact]
    public void A_lower_threshold_shows_a_score_that_would_have_come_the_same_day()
    {
        var past = Week(Nov(23, 10), until: Nov(23, 11)) with { Signals = [new Phq9Scored(18, Nov(23, 10))] };
        var moved = Assert.Single(DryRun.Of([past], Pack with { Thresholds = new Thresholds { Phq9Today = 18 } }).Elsewhere);
        Assert.Equal((Level.Routine, Level.Today), (moved.Was, moved.WouldBe));
    }

    private static PastDecision Week(DateTimeOffset at, DateTimeOffset until) =>
        new(Row, ImmutableArray.Create<Signal>(new DeclaredUrgency(HowSoon.Week, at)), at, until, null, null, Pack);
}
