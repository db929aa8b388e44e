using CareConnect.Domain.OnCall;
using CareConnect.Hub.OnCall;
using CareConnect.Protocol;
using static CareConnect.Hub.Tests.CareClinic;
using static CareConnect.Hub.Tests.OnCall.OnCallClinic;

namespace CareConnect.Hub.Tests.OnCall;

public sealed class PlanTests
{
    [Fact]
    public async Task Without_a_policy_all_responders_are_paged_at_once()
    {
        await using var clinic = await Open();
        Assert.Equal(["amari", "luis"], Assert.Single(clinic.Paged(At(24, 10))).Order());
    }

    [Fact]
    public async Task Who_is_on_call_is_paged_first_then_the_next_then_the_named_person()
    {
        await using var clinic = await Open();
        Assert.Null((await clinic.Save(clinic.Priya, 0, Days(clinic.Luis), Nights(clinic.Amari))).Error);
        Assert.Null((await clinic.Policy(
            clinic.Priya, 0, clinic.Amari, Step(5, "schedule", Line.ToString()), Step(10, "team", Team))).Error);
        Assert.Equal([["luis"], ["amari", "luis"], ["amari"]], clinic.Paged(At(24, 10)).Select(step => step.Order().ToArray()));
        Assert.Equal(["amari"], clinic.Paged(At(24, 21))[0]);
        Assert.Equal(
            [5, 10, 5], clinic.Clinic.Read(sql => EscalationSteps.At(sql, At(24, 10)).Select(step => step.Delay.TotalMinutes).ToArray()));
    }

    [Fact]
    public async Task A_bad_policy_is_refused_with_its_reasons_and_the_old_one_stays_in_force()
    {
        await using var clinic = await Open();
        await clinic.Policy(clinic.Priya, 0, clinic.Amari, Step(5, "person", clinic.Luis.Person!));
        var before = clinic.Paged(At(24, 10));

        var refused = await clinic.Policy(clinic.Priya, 1, null, Step(0, "person", clinic.Luis.Person!));
        Assert.Equal(HubErrors.Malformed, refused.Error);
        Assert.Equal(["delay-not-positive", "nobody-at-the-end"], refused.Reply.Reasons.Order());
        var circular = await clinic.Policy(clinic.Priya, 1, clinic.Amari, Step(5, "policy", PolicyId.InForce.ToString()));
        Assert.Equal(["circular-reference"], circular.Reply.Reasons);
        var stranger = await clinic.Policy(clinic.Priya, 1, clinic.Dana, Step(5, "person", Id("nobody")));
        Assert.Equal(["not-in-crisis-team", "unknown-person"], stranger.Reply.Reasons.Order());

        Assert.Equal(before, clinic.Paged(At(24, 10)));
        Assert.Equal(1, (await Coverage(clinic)).Version(PolicyId.InForce.Value));
    }

    [Fact]
    public async Task An_impossible_schedule_is_refused_with_its_reasons_and_the_old_one_stays_in_force()
    {
        await using var clinic = await Open();
        await clinic.Save(clinic.Priya, 0, Days(clinic.Luis));
        Assert.Equal(["shift-ends-before-it-begins"], (await clinic.Save(clinic.Priya, 1, Every("20:00", "08:00", 0, clinic.Luis))).Reply.Reasons);
        Assert.Equal(["rotations-overlap"], (await clinic.Save(clinic.Priya, 1, Days(clinic.Luis), Every("19:00", "21:00", 0, clinic.Amari))).Reply.Reasons);
        Assert.Equal(["no-such-hour"], (await clinic.Save(clinic.Priya, 1, Every("25:00", "08:00", 1, clinic.Luis))).Reply.Reasons);
        Assert.Equal(["not-in-crisis-team"], (await clinic.Save(clinic.Priya, 1, Days(clinic.Dana))).Reply.Reasons);
        var schedule = (await Coverage(clinic)).Book.Schedules[new ScheduleId(Line)];
        Assert.Equal(clinic.Luis.Person, schedule.OnCallAt(At(24, 10))?.Value);
    }

    [Fact]
    public async Task Every_version_says_who_made_it_and_when_and_of_two_editors_the_second_is_told()
    {
        await using var clinic = await Open();
        await clinic.Save(clinic.Priya, 0, Days(clinic.Luis));
        clinic.Clinic.Clock.Advance(TimeSpan.FromHours(1));
        await clinic.Save(clinic.Luis, 1, Days(clinic.Amari));
        Assert.Equal(HubErrors.WrongState, (await clinic.Save(clinic.Priya, 1, Days(clinic.Luis))).Error);
        Assert.Equal(
            [(2, clinic.Luis.Person!, At(24, 11)), (1, clinic.Priya.Person!, At(24, 10))],
            (await Coverage(clinic)).Changes.Select(change => (change.Version, change.By, change.At)));
    }

    [Fact]
    public async Task Administrators_and_leads_edit_responders_see_and_nobody_else_does()
    {
        await using var clinic = await Open();
        foreach (var person in new[] { clinic.Amari, clinic.Dana, clinic.Maya })
        {
            Assert.Equal(HubErrors.NotAllowed, (await clinic.Save(person, 0, Days(clinic.Luis))).Error);
            Assert.Equal(HubErrors.NotAllowed, (await clinic.Policy(person, 0, clinic.Amari, Step(5, "person", clinic.Luis.Person!))).Error);
            Assert.Equal(HubErrors.NotAllowed, (await clinic.Ask(new RemoveSchedule(person, Line))).Error);
            Assert.Equal(HubErrors.NotAllowed, (await clinic.Ask(new RemovePolicy(person, Line))).Error);
            Assert.Equal(HubErrors.NotAllowed, (await clinic.Ask(new RemoveOverride(person, Line))).Error);
        }

        foreach (var person in new[] { clinic.Dana, clinic.Maya })
        {
            Assert.Null(await clinic.Ask(new ReadCoverage(person, At(24, 0), At(25, 0))));
            Assert.Equal(HubErrors.NotAllowed, (await clinic.Override(person, At(25, 8), At(25, 20), clinic.Luis)).Error);
            Assert.Equal(HubErrors.NotAllowed, (await clinic.Ask(new MakeFeed(person, true))).Error);
            Assert.Equal(HubErrors.NotAllowed, (await clinic.Ask(new AskSwap(person, Line, default, clinic.Luis.Person!, default))).Error);
        }

        Assert.False((await clinic.Ask(new ReadCoverage(clinic.Amari, At(24, 0), At(25, 0))))!.Edits);
        Assert.True((await clinic.Ask(new ReadCoverage(clinic.Luis, At(24, 0), At(25, 0))))!.Edits);
        // A lead whom the clinic lists no longer edits nothing.
        await clinic.Clinic.Drop(Id("clinic"), clinic.Luis.Person!);
        Assert.Equal(HubErrors.NotAllowed, (await clinic.Save(clinic.Luis, 0, Days(clinic.Amari))).Error);
    }

    [Fact]
    public async Task A_responder_hands_over_own_hours_and_takes_open_ones_and_leaves_none_open()
    {
        await using var clinic = await Open();
        await clinic.Save(clinic.Priya, 0, Days(clinic.Amari));
        Assert.Equal(["no-replacement"], (await clinic.Override(clinic.Amari, At(25, 8), At(25, 20), null)).Reply.Reasons);
        Assert.Null((await clinic.Override(clinic.Amari, At(25, 8), At(25, 12), clinic.Luis)).Error);
        Assert.Equal(["not-own-hours"], (await clinic.Override(clinic.Amari, At(25, 10), At(25, 20), clinic.Amari)).Reply.Reasons);
        Assert.Null((await clinic.Override(clinic.Amari, At(25, 20), At(26, 8), clinic.Amari)).Error);
        Assert.Null((await clinic.Override(clinic.Priya, At(26, 8), At(26, 20), null)).Error);

        var schedule = (await Coverage(clinic)).Book.Schedules[new ScheduleId(Line)];
        Assert.Equal(clinic.Luis.Person, schedule.OnCallAt(At(25, 10))?.Value);
        Assert.Equal(clinic.Amari.Person, schedule.OnCallAt(At(25, 23))?.Value);
        Assert.Null(schedule.OnCallAt(At(26, 12)));

        Assert.Null((await clinic.Ask(new RemoveOverride(clinic.Priya, schedule.Overrides.Single(change => change.Person is null).Id))).Error);
        Assert.Equal(clinic.Amari.Person, (await Coverage(clinic)).Book.Schedules[new ScheduleId(Line)].OnCallAt(At(26, 12))?.Value);
    }

    [Fact]
    public async Task Who_leaves_is_paged_no_more_and_the_end_falls_to_all_responders()
    {
        await using var clinic = await Open();
        await clinic.Policy(clinic.Priya, 0, clinic.Amari, Step(5, "person", clinic.Amari.Person!));
        await clinic.Clinic.Write("UPDATE Accounts SET Enabled = FALSE WHERE Id = ?1", clinic.Amari.Account);
        Assert.Equal([[], [], ["luis"]], clinic.Paged(At(24, 10)));
        Assert.True(Escalation.EndIsGone((await Coverage(clinic)).Book));
    }

    [Fact]
    public async Task What_a_policy_uses_is_not_removed()
    {
        await using var clinic = await Open();
        await clinic.Save(clinic.Priya, 0, Days(clinic.Luis));
        await clinic.Policy(clinic.Priya, 0, clinic.Amari, Step(5, "schedule", Line.ToString()));
        Assert.Equal(["in-use"], (await clinic.Ask(new RemoveSchedule(clinic.Priya, Line))).Reply.Reasons);
        Assert.Equal(["in-use"], (await clinic.Ask(new RemovePolicy(clinic.Priya, PolicyId.InForce.Value))).Reply.Reasons);
        await clinic.Policy(clinic.Priya, 1, clinic.Amari, Step(5, "person", clinic.Luis.Person!));
        Assert.Null((await clinic.Ask(new RemoveSchedule(clinic.Priya, Line))).Error);
        Assert.Empty((await Coverage(clinic)).Book.Schedules);
    }

    [Fact]
    public async Task A_shift_began_when_whoever_has_it_came_on()
    {
        await using var clinic = await Open();
        await clinic.Save(clinic.Priya, 0, Days(clinic.Luis), Nights(clinic.Amari));
        DateTimeOffset? Began(Accounts.Caller person, DateTimeOffset now) => clinic.Clinic.Read(sql => Shifts.Current(sql, person.Person!, now));
        Assert.Equal(At(24, 8), Began(clinic.Luis, At(24, 10)));
        Assert.Null(Began(clinic.Amari, At(24, 10)));
        Assert.Equal(At(24, 20), Began(clinic.Amari, At(25, 7, 59)));
    }

    private static async Task<Coverage> Coverage(OnCallClinic clinic) =>
        (await clinic.Ask(new ReadCoverage(clinic.Priya, At(1, 0), At(30, 0))))!;
}
