using System.Collections.Frozen;
using CareConnect.Domain.OnCall;
using static CareConnect.Domain.Tests.Denver;
using static CareConnect.Domain.Tests.OnCall.Rota;

namespace CareConnect.Domain.Tests.OnCall;

public sealed class OnCallBookTests
{
    private static readonly PolicyId Other = new(new Guid("00000000-0000-0000-0000-00000000000b"));
    private static readonly Schedule Covered = Schedule(Days(Luis), Nights(Dana));
    private static readonly Schedule Unused = Schedule(Days(Luis)) with { Id = new ScheduleId(Guid.Empty), Name = "Aside" };

    [Fact]
    public void Gaps_are_those_of_schedules_by_which_alerts_are_paged()
    {
        var book = Both(Policy(Amari, Step(5, new ScheduleTarget(Line))));
        Assert.Equal([Covered], book.Paging());
        Assert.Empty(book.Gaps(Nov(24, 12), Nov(30, 12)));

        var open = Covered with { Overrides = [new Override(Guid.Empty, Nov(28, 20), Nov(29, 8), null, Nov(1, 0))] };
        book = book with { Schedules = new[] { open, Unused }.ToFrozenDictionary(schedule => schedule.Id) };
        Assert.Equal([(open, new Stretch(Nov(28, 20), Nov(29, 8), null, Guid.Empty))], book.Gaps(Nov(24, 12), Nov(30, 12)));
    }

    [Fact]
    public void Without_a_policy_every_schedule_counts() => Assert.Equal([Unused, Covered], Both().Paging());

    [Fact]
    public void A_schedule_of_a_policy_that_a_step_leads_to_counts_once_and_a_circle_ends()
    {
        var other = Policy(Amari, Step(5, new ScheduleTarget(Line)), Step(5, new PolicyTarget(PolicyId.InForce))) with { Id = Other };
        Assert.Equal([Covered], Both(Policy(Amari, Step(5, new PolicyTarget(Other)), Step(5, new ScheduleTarget(Line))), other).Paging());
    }

    private static OnCallBook Both(params EscalationPolicy[] policies) =>
        Book(Covered, policies) with { Schedules = new[] { Covered, Unused }.ToFrozenDictionary(schedule => schedule.Id) };
}
