using CareConnect.Domain.OnCall;
using CareConnect.Domain.People;
using static CareConnect.Domain.Tests.Denver;
using static CareConnect.Domain.Tests.OnCall.Rota;

namespace CareConnect.Domain.Tests.OnCall;

public sealed class PolicyTests
{
    private static readonly DateTimeOffset Now = Nov(24, 12);
    private static readonly Schedule Covered = Schedule(Days(Luis), Nights(Dana));
    private static readonly PolicyId Other = new(new Guid("00000000-0000-0000-0000-00000000000b"));
    private static readonly PolicyId Third = new(new Guid("00000000-0000-0000-0000-00000000000c"));
    private static readonly EscalationPolicy Good = Policy(Amari, Step(5, new ScheduleTarget(Line)), Step(10, new TeamTarget(Team)));

    public static TheoryData<string, EscalationPolicy, OnCallFault> Inconsistent => new()
    {
        { "nobody at the end", Good with { Last = null }, new NobodyAtTheEnd() },
        { "a stranger at the end", Good with { Last = Stranger }, new UnknownPerson(Stranger) },
        { "an end that cannot answer", Good with { Last = Tom }, new NotInCrisisTeam(Tom) },
        { "zero delay", With(Step(0, new PersonTarget(Luis))), new DelayNotPositive(0) },
        { "negative delay", With(Step(5, new PersonTarget(Luis)), Step(-1, new PersonTarget(Dana))), new DelayNotPositive(1) },
        { "zero delay at the end", Good with { LastDelay = TimeSpan.Zero }, new DelayNotPositive(null) },
        { "a delay over an hour", With(Step(61, new PersonTarget(Luis))), new DelayTooLong(0, TimeSpan.FromMinutes(60)) },
        { "no steps", With(), new NoSteps() },
        { "a step of nobody", With(Step(5)), new EmptyStep(0) },
        { "too many steps", With([.. Enumerable.Repeat(Step(5, new PersonTarget(Luis)), 21)]), new TooManySteps(20) },
        { "an unknown person", With(Step(5, new PersonTarget(Stranger))), new UnknownPerson(Stranger) },
        { "an unknown schedule", With(Step(5, new ScheduleTarget(new ScheduleId(Guid.Empty)))), new UnknownSchedule(0) },
        { "an unknown team", With(Step(5, new TeamTarget(new TeamId("therapy")))), new UnknownTeam(0) },
        { "an unknown policy", With(Step(5, new PolicyTarget(Third))), new UnknownPolicy(0) },
        { "a policy and somebody", With(Step(5, new PolicyTarget(Other), new PersonTarget(Luis))), new PolicyNotAlone(0) },
        { "itself", With(Step(5, new PolicyTarget(PolicyId.InForce))), new CircularReference([PolicyId.InForce, PolicyId.InForce]) },
        { "no name", Good with { Name = "" }, new BadName() },
    };

    [Fact]
    public void A_sound_policy_may_come_into_force() => Assert.Empty(PolicyRules.Check(Good, Book(Covered)));

    [Theory]
    [MemberData(nameof(Inconsistent))]
    public void An_inconsistent_policy_is_refused_with_the_reason(string why, EscalationPolicy policy, OnCallFault fault)
    {
        Assert.NotEmpty(why);
        Assert.Equal([fault], PolicyRules.Check(policy, Book(Covered, Named(Other, Step(5, new PersonTarget(Dana))))));
    }

    [Fact]
    public void A_delay_of_an_hour_is_the_longest() =>
        Assert.Empty(PolicyRules.Check(With(Step(60, new PersonTarget(Luis))), Book(Covered)));

    [Fact]
    public void A_circle_through_others_is_refused_and_its_path_named()
    {
        var book = Book(Covered, Named(Other, Step(5, new PolicyTarget(Third))), Named(Third, Step(5, new PolicyTarget(PolicyId.InForce))));
        Assert.Equal(
            [new CircularReference([PolicyId.InForce, Other, Third, PolicyId.InForce])],
            PolicyRules.Check(With(Step(5, new PolicyTarget(Other))), book));
    }

    [Fact]
    public void Steps_come_with_the_people_of_the_instant_and_end_with_the_named_person()
    {
        var steps = Escalation.At(Book(Covered, Good), Now);
        Assert.Equal([[Luis], [Luis, Dana, Amari], [Amari]], steps.Select(step => step.People.ToArray()));
        Assert.Equal([5, 10, 5], steps.Select(step => step.Delay.TotalMinutes));
        Assert.Equal([0, 1, 2], steps.Select(step => step.Index));
        Assert.Equal([Dana], Escalation.At(Book(Covered, Good), Nov(24, 22))[0].People);
    }

    [Fact]
    public void A_gap_is_a_step_of_nobody_and_a_person_is_paged_once_a_step()
    {
        var book = Book(Schedule(Days(Luis)), With(Step(5, new ScheduleTarget(Line)), Step(5, new PersonTarget(Dana), new TeamTarget(Team))));
        var steps = Escalation.At(book, Nov(24, 22));
        Assert.Empty(steps[0].People);
        Assert.Equal([Dana, Luis, Amari], steps[1].People);
    }

    [Fact]
    public void Another_policy_stands_in_the_place_of_its_step()
    {
        var other = Named(Other, Step(3, new PersonTarget(Luis)), Step(4, new PersonTarget(Dana)));
        var book = Book(Covered, other, With(Step(1, new PolicyTarget(Other)), Step(5, new TeamTarget(Team))));
        Assert.Equal([3, 4, 5, 5, 5], Escalation.At(book, Now).Select(step => step.Delay.TotalMinutes));
        Assert.Equal([Luis, Dana, Amari, Luis, Amari], Escalation.At(book, Now).Select(step => step.People[0]));
    }

    [Fact]
    public void Without_a_policy_all_responders_are_paged_at_once()
    {
        var step = Assert.Single(Escalation.At(Book(Covered), Now));
        Assert.Equal([Luis, Dana, Amari], step.People);
        Assert.Equal(TimeSpan.FromMinutes(5), step.Delay);
    }

    [Fact]
    public void Who_has_left_is_paged_no_more_and_all_responders_stand_at_the_end()
    {
        var book = Book(Covered, Good);
        book = book with { Roster = book.Roster with { Responders = [Luis, Dana], Staff = System.Collections.Frozen.FrozenSet.ToFrozenSet([Luis, Dana]) } };
        Assert.True(Escalation.EndIsGone(book));
        Assert.Equal([[Luis], [Luis, Dana], [], [Luis, Dana]], Escalation.At(book, Now).Select(step => step.People.ToArray()));
        Assert.False(Escalation.EndIsGone(Book(Covered, Good)));
    }

    [Fact]
    public void A_circle_that_was_stored_all_the_same_ends()
    {
        var book = Book(Covered, With(Step(5, new PolicyTarget(Other)), Step(5, new PersonTarget(Luis))), Named(Other, Step(5, new PolicyTarget(PolicyId.InForce))));
        Assert.Equal([Amari, Luis, Amari], Escalation.At(book, Now).SelectMany(step => step.People));
    }

    private static EscalationPolicy With(params PolicyStep[] steps) => Good with { Steps = [.. steps] };

    private static EscalationPolicy Named(PolicyId id, params PolicyStep[] steps) => Policy(Amari, steps) with { Id = id };
}
