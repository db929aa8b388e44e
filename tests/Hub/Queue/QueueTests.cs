using CareConnect.Domain.People;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;
using Microsoft.EntityFrameworkCore;
using static CareConnect.Hub.Tests.CareClinic;

namespace CareConnect.Hub.Tests.Queue;

public sealed class QueueTests : IAsyncLifetime
{
    private CareClinic clinic = null!;
    private Caller dana = null!, omar = null!, desk = null!, maya = null!;
    private string danas = null!, front = null!, thread = null!;

    public async ValueTask InitializeAsync()
    {
        clinic = await Open();
        dana = await clinic.Person("dana", Role.Clinician);
        omar = await clinic.Person("omar", Role.Clinician);
        desk = await clinic.Person("desk", Role.FrontDesk);
        maya = await clinic.Person("maya", Role.Patient);
        danas = await clinic.Team("dana's team", "therapy", dana, omar);
        front = await clinic.Team("front desk", "front-desk", desk);
        thread = await clinic.Thread(maya, danas);
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    [Fact]
    public async Task A_first_message_opens_a_row_that_says_why_it_stands_there()
    {
        await Wrote(HowSoon.Today);

        var row = Assert.Single(await Rows(dana));
        Assert.Equal((thread, danas, maya.Account.ToString(), "maya"), (row.Circle, row.Team, row.Patient, row.PatientName));
        Assert.Equal(("today", "waiting", null, true), (row.Level, row.State, row.Owner, row.Shared));
        Assert.Equal("chose-today", row.Reasons[0].Code);
        Assert.Equal(At(24, 17).ToUnixTimeMilliseconds(), row.ClaimBy);
        Assert.Equal(At(24, 10).ToUnixTimeMilliseconds(), row.WaitingSince);
    }

    [Fact]
    public async Task Nothing_shared_is_said_to_be_unknown()
    {
        await Wrote(HowSoon.None);

        var row = Assert.Single(await Rows(dana));
        Assert.Equal(("routine", false, "nothing-shared"), (row.Level, row.Shared, row.Reasons[0].Code));
    }

    [Fact]
    public async Task A_second_message_raises_the_same_row()
    {
        var first = await Wrote(HowSoon.Week);
        var second = await Wrote(HowSoon.Now);

        Assert.Equal(first, second);
        Assert.Equal("urgent", Assert.Single(await Rows(dana)).Level);
    }

    [Fact]
    public async Task A_less_urgent_message_lowers_nothing()
    {
        await Wrote(HowSoon.Now);
        await Wrote(HowSoon.Week);

        Assert.Equal("urgent", Assert.Single(await Rows(dana)).Level);
    }

    [Fact]
    public async Task Who_is_in_no_team_of_the_thread_sees_no_row_and_moves_none()
    {
        var item = await Wrote(HowSoon.Today);

        Assert.Empty(await Rows(desk));
        Assert.Equal(HubErrors.NotFound, (await Send(new ClaimItem(desk, item))).Error);
        Assert.Equal(HubErrors.NotFound, (await Send(new CloseItem(desk, item, "answered"))).Error);
        Assert.Equal(HubErrors.NotAllowed, (await Send(new ListQueue(maya))).Error);
        Assert.Equal(HubErrors.NotFound, (await Send(new ClaimItem(maya, item))).Error);
    }

    [Fact]
    public async Task A_member_whom_the_team_or_the_clinic_dropped_sees_nothing_from_then_on()
    {
        var item = await Wrote(HowSoon.Today);
        await clinic.Drop(danas, omar.Person!);
        Assert.Empty(await Rows(omar));

        await clinic.Drop(Id("clinic"), dana.Person!);
        Assert.Empty(await Rows(dana));
        Assert.Equal(HubErrors.NotFound, (await Send(new ClaimItem(dana, item))).Error);
    }

    [Fact]
    public async Task Of_many_who_claim_at_once_exactly_one_wins_and_the_others_are_told_who()
    {
        for (var round = 0; round < 50; round++)
        {
            var item = await Wrote(HowSoon.Today);
            Caller[] callers = [dana, omar, dana, omar, dana, omar, dana, omar];
            var replies = await Task.WhenAll(callers.Select(caller => Task.Run(() => Send(new ClaimItem(caller, item)))));

            var owner = Assert.Single(await Rows(dana)).Owner!;
            Assert.All(callers.Zip(replies), pair =>
            {
                var (caller, reply) = pair;
                Assert.Equal(caller.Person == owner ? (null, null) : (HubErrors.AlreadyTaken, owner), (reply.Error, reply.By));
            });
            Assert.Equal(1, Events(item).Count(kind => kind == "item-claimed"));
            var winner = owner == dana.Person ? dana : omar;
            Assert.Null((await Send(new CloseItem(winner, item, "answered"))).Error);
        }
    }

    [Fact]
    public async Task A_claimed_row_is_released_by_its_owner_and_claimed_by_another()
    {
        var item = await Wrote(HowSoon.Today);
        await Send(new ClaimItem(dana, item));
        Assert.Equal(HubErrors.AlreadyTaken, (await Send(new ReleaseItem(omar, item))).Error);
        Assert.Null((await Send(new ReleaseItem(dana, item))).Error);
        Assert.Null((await Send(new ClaimItem(omar, item))).Error);
        Assert.Equal(omar.Person, Assert.Single(await Rows(dana)).Owner);
    }

    [Fact]
    public async Task A_row_moves_only_to_a_team_that_the_thread_lists()
    {
        var item = await Wrote(HowSoon.Today);
        Assert.Equal(HubErrors.WrongState, (await Send(new RerouteItem(dana, item, front, "needs-front-desk"))).Error);
        Assert.Equal(HubErrors.Malformed, (await Send(new RerouteItem(dana, item, front, "she is rude"))).Error);
        Assert.Single(await Rows(dana));

        await clinic.List(thread, front, role: 0, team: true);
        Assert.Null((await Send(new RerouteItem(dana, item, front, "needs-front-desk"))).Error);
        Assert.Empty(await Rows(dana));
        var row = Assert.Single(await Rows(desk));
        Assert.Equal(("waiting", null, front), (row.State, row.Owner, row.Team));
        Assert.Equal(("rerouted", "needs-front-desk"), (row.Reasons[^1].Code, row.Reasons[^1].Detail));
    }

    [Fact]
    public async Task A_moved_thread_waits_with_its_new_team_when_the_patient_writes_again()
    {
        var item = await Wrote(HowSoon.Today);
        await clinic.List(thread, front, role: 0, team: true);
        await Send(new RerouteItem(dana, item, front, "needs-front-desk"));
        await Send(new CloseItem(desk, item, "visit-booked"));
        Assert.Empty(await Rows(desk));

        await Wrote(HowSoon.Week);
        Assert.Equal("routine", Assert.Single(await Rows(desk)).Level);
        Assert.Empty(await Rows(dana));
    }

    [Fact]
    public async Task A_row_whose_team_left_the_thread_comes_to_one_that_reads_it()
    {
        await Wrote(HowSoon.Today);
        await clinic.List(thread, front, role: 0, team: true);
        await clinic.Drop(thread, danas);

        await Wrote(HowSoon.None);
        Assert.Equal("today", Assert.Single(await Rows(desk)).Level);
    }

    [Fact]
    public async Task An_answer_ends_the_wait_and_a_new_message_begins_another()
    {
        var item = await Wrote(HowSoon.Now);
        await Answered(omar);
        var row = Assert.Single(await Rows(dana));
        Assert.Equal(("answered", omar.Person), (row.State, row.Owner));

        clinic.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(item, await Wrote(HowSoon.Week));
        row = Assert.Single(await Rows(dana));
        Assert.Equal(("waiting", null, "routine"), (row.State, row.Owner, row.Level));
        Assert.Equal(At(24, 11).ToUnixTimeMilliseconds(), row.WaitingSince);
    }

    [Fact]
    public async Task A_closed_row_is_gone_and_closes_once()
    {
        var item = await Wrote(HowSoon.Today);
        Assert.Equal(HubErrors.Malformed, (await Send(new CloseItem(dana, item, "ghosted"))).Error);
        Assert.Null((await Send(new CloseItem(dana, item, "spoke-with-patient"))).Error);
        Assert.Equal(HubErrors.WrongState, (await Send(new CloseItem(dana, item, "answered"))).Error);
        Assert.Equal(HubErrors.WrongState, (await Send(new ClaimItem(omar, item))).Error);
        Assert.Empty(await Rows(dana));
        Assert.NotEqual(item, await Wrote(HowSoon.Today));
    }

    [Fact]
    public async Task Rows_stand_by_level_then_by_clock_then_by_age_and_answered_ones_last()
    {
        var today = await WroteAnew("today", HowSoon.Today);
        clinic.Clock.Advance(TimeSpan.FromMinutes(1));
        var week = await WroteAnew("week", HowSoon.Week);
        var none = await WroteAnew("none", HowSoon.None);
        var later = await WroteAnew("later", HowSoon.Now);
        clinic.Clock.Advance(TimeSpan.FromMinutes(1));
        var latest = await WroteAnew("latest", HowSoon.Now);
        var help = await WroteAnew("help", HowSoon.Now, Guid.CreateVersion7(clinic.Clock.GetUtcNow()));
        var answered = await WroteAnew("answered", HowSoon.Now);
        await Answered(dana, Id("thread of answered"));

        var order = (await Rows(dana)).Select(row => row.Item).ToList();
        Guid[] same = [week, none];
        Assert.Equal([help, later, latest, today, .. same.Order(), answered], order);
    }

    [Fact]
    public async Task Every_decision_replays_to_the_same()
    {
        var item = await Wrote(HowSoon.Week);
        clinic.Clock.Advance(TimeSpan.FromMilliseconds(1234.5));
        await Wrote(HowSoon.Today);
        clinic.Clock.Advance(TimeSpan.FromHours(8));
        await clinic.Get<QueueClock>().RaiseDue(TestContext.Current.CancellationToken);
        await Send(new ClaimItem(dana, item));
        await Send(new ReleaseItem(dana, item));

        var decisions = await Decisions(item);
        Assert.Equal(5, decisions.Count);
        Assert.All(decisions, stored => Assert.Equal(stored.Made(), clinic.Read(stored.Replay)));
        Assert.Equal(
            [Level.Routine, Level.Today, Level.Urgent, Level.Urgent, Level.Urgent], decisions.Select(stored => stored.Made().Level));
        Assert.All(decisions, stored => Assert.Equal("default-1", stored.PackVersion));
    }

    [Fact]
    public async Task The_team_is_told_live_and_nobody_else()
    {
        var danaDevice = await clinic.Connect(dana);
        var deskDevice = await clinic.Connect(desk);
        var item = await Wrote(HowSoon.Today);
        clinic.Get<QueueNews>().Tell(item);
        Assert.Equal("waiting", (await danaDevice.Told((QueueRow row) => row.Item == item)).State);

        await Send(new ClaimItem(omar, item));
        Assert.Equal(omar.Person, (await danaDevice.Told((QueueRow row) => row.State == "claimed")).Owner);

        // The front desk's first news of it is the move itself; the team that it left hears of it too.
        await clinic.List(thread, front, role: 0, team: true);
        await Send(new RerouteItem(omar, item, front, "needs-front-desk"));
        Assert.Equal(front, (await deskDevice.Told((QueueRow row) => row.Item == item)).Team);
        await danaDevice.Told((QueueRow row) => row.Team == front);
    }

    private Task<Guid> Wrote(HowSoon soon) => Wrote(maya, thread, soon, null);

    private async Task<Guid> WroteAnew(string name, HowSoon soon, Guid? alert = null)
    {
        var patient = await clinic.Person(name, Role.Patient);
        return await Wrote(patient, await clinic.Thread(patient, danas), soon, alert);
    }

    private async Task<Guid> Wrote(Caller patient, string circle, HowSoon soon, Guid? alert) => (await clinic.Writer.Run(tx =>
        QueueIntake.PatientWrote(tx, circle, patient.Account, patient.Person!, soon, alert, clinic.Clock.GetUtcNow())))!.Value;

    private Task<Guid?> Answered(Caller staff, string? circle = null) => clinic.Writer.Run(tx =>
        QueueIntake.StaffWrote(tx, circle ?? thread, staff.Person!, clinic.Clock.GetUtcNow()));

    private async Task<QueueRow[]> Rows(Caller caller) => (await Send(new ListQueue(caller))).Rows;

    private Task<T> Send<T>(IRequest<T> request) => clinic.Get<ISender>().Send(request, TestContext.Current.CancellationToken);

    private List<string> Events(Guid item) => clinic.Read(sql => sql.List(
        "SELECT Kind FROM QueueEvents WHERE Item = ?1 ORDER BY Number", row => row.GetString(0), item));

    private async Task<List<StoredDecision>> Decisions(Guid item)
    {
        await using var db = await clinic.Get<IDbContextFactory<ClinicDb>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        return [.. db.Set<StoredDecision>().Where(stored => stored.Item == item).OrderBy(stored => stored.Number)];
    }
}
