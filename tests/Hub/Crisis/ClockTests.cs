using CareConnect.Domain.Crisis;
using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Crisis;
using CareConnect.Protocol;
using MediatR;
using static CareConnect.Hub.Tests.CareClinic;

namespace CareConnect.Hub.Tests.Crisis;

/// <summary>The clock on the real database, with its time moved by hand.</summary>
public sealed class ClockTests : IAsyncLifetime
{
    private CareClinic clinic = null!;
    private Caller luis = null!, amari = null!, dana = null!, maya = null!;

    public async ValueTask InitializeAsync()
    {
        clinic = await Open();
        luis = await clinic.Person("luis", Role.Crisis);
        amari = await clinic.Person("amari", Role.Crisis);
        dana = await clinic.Person("dana", Role.Clinician);
        maya = await clinic.Person("maya", Role.Patient);
        await clinic.Team("crisis team", "crisis", luis, amari);
        await Policy((luis, 300), (amari, 300));
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    [Fact]
    public async Task It_goes_from_step_to_step_and_round_and_round()
    {
        var id = await Raise();
        Assert.Equal([luis.Person], await Paged(id));
        await Later(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));
        Assert.Equal([luis.Person], await Paged(id));
        await Later(TimeSpan.FromMilliseconds(1));
        Assert.Equal([luis.Person, amari.Person], await Paged(id));
        await Later(TimeSpan.FromMinutes(5));
        Assert.Equal([luis.Person, amari.Person, luis.Person], await Paged(id));
    }

    [Fact]
    public async Task The_board_says_who_is_next_and_when()
    {
        var id = await Raise();
        var row = await Row(id);
        Assert.Equal(At(24, 10, 5).ToUnixTimeMilliseconds(), row.Next!.At);
        Assert.Equal([amari.Person], row.Next.People);
        Assert.Contains(row.Pages, page => page.Person == luis.Person && page.Way == "board");

        await Send(new TakeAlert(amari, id));
        row = await Row(id);
        Assert.Equal((null, At(24, 10, 15).ToUnixTimeMilliseconds()), (row.Next, row.ContactBy));
        Assert.Null((await Send(new ShowMyAlert(maya))).Alert!.Next);
    }

    [Fact]
    public async Task Without_contact_in_time_it_is_everyones_again_and_the_next_step_is_paged()
    {
        var id = await Raise();
        await Send(new TakeAlert(luis, id));
        await Later(TimeSpan.FromMinutes(15) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(luis.Person, (await Row(id)).Owner);
        await Later(TimeSpan.FromMilliseconds(1));
        var row = await Row(id);
        Assert.Equal(("paged", null), (row.State, row.Owner));
        Assert.Contains(row.Events, told => told.Kind == "expired" && told.Detail == luis.Person);
        // Amari is next; Luis is told that it is no longer his.
        Assert.Equal([luis.Person, luis.Person, amari.Person], await Paged(id));
        Assert.Equal(HubErrors.WrongState, (await Send(new MakeContact(luis, id))).Error);
    }

    [Fact]
    public async Task Given_back_it_is_paged_at_once()
    {
        var id = await Raise();
        await Send(new TakeAlert(luis, id));
        Assert.Equal(HubErrors.AlreadyTaken, (await Send(new GiveBackAlert(amari, id))).Error);
        Assert.Null((await Send(new GiveBackAlert(luis, id))).Error);
        await clinic.Get<AlertPager>().RunDue();
        Assert.Equal([luis.Person, amari.Person], await Paged(id));
    }

    [Fact]
    public async Task Two_processes_move_it_once()
    {
        await using var second = await Open(clinic.Folder);
        var id = await Raise();
        clinic.Clock.Advance(TimeSpan.FromMinutes(5));
        second.Clock.Advance(TimeSpan.FromMinutes(5));
        for (var round = 0; round < 4; round++)
            await Task.WhenAll(clinic.Get<AlertPager>().RunDue(), second.Get<AlertPager>().RunDue());
        Assert.Equal([luis.Person, amari.Person], await Paged(id));
    }

    [Fact]
    public async Task A_claim_whose_lease_has_ended_changes_nothing()
    {
        var id = await Raise();
        // The clinic's own clock would act on it as well.
        await clinic.Get<AlertPager>().StopAsync(TestContext.Current.CancellationToken);
        clinic.Clock.Advance(TimeSpan.FromMinutes(5));
        var now = clinic.Clock.GetUtcNow();
        var slow = (await clinic.Writer.Run(tx => TimerStore.Claim(tx, TimerStore.Find(tx, id)!, "slow", now)))!;
        var fast = (await clinic.Writer.Run(tx => TimerStore.Claim(tx, TimerStore.Find(tx, id)!, "fast", now)))!;
        Assert.NotNull(await clinic.Writer.Run(tx => TimerMoves.OfTheClinic.Act(tx, fast, now)));
        Assert.Null(await clinic.Writer.Run(tx => TimerMoves.OfTheClinic.Act(tx, slow, now)));
        Assert.Equal([luis.Person, amari.Person], await Paged(id));
    }

    [Fact]
    public async Task An_outbox_that_fails_delays_a_page_but_never_stops_the_clock()
    {
        await clinic.Write("CREATE TRIGGER Fault BEFORE INSERT ON Pages BEGIN SELECT RAISE(ABORT, 'on purpose'); END");
        var id = await Raise();
        for (var attempt = 0; attempt <= TimerMoves.Strict && (await Row(id)).State != "paged"; attempt++) await Later(TimeSpan.FromSeconds(8));
        // Without it everyone is told on the board.
        Assert.Equal([.. new[] { luis.Person, amari.Person }.Order()], (await Paged(id)).Order());
        Assert.Equal(TimerKind.Page, clinic.Read(sql => TimerStore.Find(sql, id))!.Timer.Kind);
    }

    [Fact]
    public async Task Where_no_step_reaches_anybody_everyone_is_paged_and_the_patient_is_told()
    {
        await clinic.Write("UPDATE Sessions SET EndedAt = 1 WHERE AccountId IN (?1, ?2)", luis.Account, amari.Account);
        Assert.False((await Send(new ReadCrisisCover(maya))).AnyoneThere);
        var id = await Raise();
        Assert.Equal([.. new[] { luis.Person, amari.Person }.Order()], (await Paged(id)).Order());
        await Later(TimeSpan.FromMinutes(5));
        Assert.Equal(4, (await Paged(id)).Length);
    }

    [Fact]
    public async Task Asked_again_after_contact_the_owner_has_fifteen_minutes_again()
    {
        var id = await Raise();
        await Send(new TakeAlert(luis, id));
        await Send(new MakeContact(luis, id));
        await Raise();
        var row = await Row(id);
        Assert.Equal(("acknowledged", luis.Person, At(24, 10, 15).ToUnixTimeMilliseconds()), (row.State, row.Owner, row.ContactBy));
        Assert.Equal(1, Count("SELECT COUNT(*) FROM Pages WHERE Step = -1"));
        await Later(TimeSpan.FromMinutes(15));
        Assert.Equal("paged", (await Row(id)).State);
    }

    [Fact]
    public async Task Staff_raise_an_alert_for_a_patient()
    {
        var id = NewId();
        Assert.Equal(new RaiseReply(null, id, false), await Send(new RaiseFor(dana, id, maya.Account)));
        var row = await Row(id);
        Assert.Equal(("staff", maya.Account.ToString(), dana.Person), (row.Cause, row.Patient, row.Events[0].By));
        Assert.Equal((id, true), await Repeated(NewId()));

        Assert.Equal(HubErrors.NotAllowed, (await Send(new RaiseFor(maya, NewId(), maya.Account))).Error);
        Assert.Equal(HubErrors.NotFound, (await Send(new RaiseFor(dana, NewId(), luis.Account))).Error);
        await clinic.Drop(Id("clinic"), dana.Person!);
        Assert.Equal(HubErrors.NotAllowed, (await Send(new RaiseFor(dana, NewId(), maya.Account))).Error);
    }

    [Fact]
    public async Task Closing_makes_a_call_and_two_visits_of_the_owner_once()
    {
        var id = await Raise();
        await Send(new TakeAlert(luis, id));
        await Send(new MakeContact(luis, id));
        Assert.Null((await Send(new CloseAlert(luis, id, "welfare-check", dana.Person!, At(25, 9).ToUnixTimeMilliseconds()))).Error);
        Assert.Equal(
            [("call-after-crisis", At(27, 10)), ("first-visit", At(24, 10).AddDays(7)), ("second-visit", At(24, 10).AddDays(30))],
            clinic.Read(sql => sql.List(
                "SELECT Kind, Due FROM CareTasks WHERE Origin = ?1 AND Owner = ?2 ORDER BY Due",
                row => (row.GetString(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)).ToOffset(TimeSpan.FromHours(-7))), id.ToString(), dana.Person)));
        Assert.Contains((await Row(id)).Events, told => told.Kind == "told-of-check");
        Assert.Equal(0, Count("SELECT COUNT(*) FROM AlertTimers"));
    }

    private async Task<(Guid, bool)> Repeated(Guid id)
    {
        var reply = await Send(new RaiseFor(dana, id, maya.Account));
        return (reply.Alert, reply.Repeated);
    }

    private Task Policy(params (Caller Person, int Seconds)[] steps) => clinic.Write(
        """
        INSERT INTO OnCallPolicies (Id, Version, Name, Steps, Last, LastSeconds, Removed, ChangedBy, ChangedAt)
        VALUES ('00000000-0000-7000-8000-000000000001', 1, 'In turn', ?1, ?2, ?3, 0, ?2, 0)
        """,
        System.Text.Json.JsonSerializer.Serialize(steps[..^1].Select(step => new { Targets = new[] { new { Kind = "person", Id = step.Person.Person } }, step.Seconds })),
        steps[^1].Person.Person, steps[^1].Seconds);

    private Guid NewId() => Guid.CreateVersion7(clinic.Clock.GetUtcNow());

    private async Task<Guid> Raise()
    {
        var id = (await Send(new RaiseAlert(maya, NewId(), "help-button"))).Alert;
        await clinic.Get<AlertPager>().RunDue();
        return id;
    }

    private async Task Later(TimeSpan span)
    {
        clinic.Clock.Advance(span);
        await clinic.Get<AlertPager>().RunDue();
    }

    private async Task<AlertRow> Row(Guid alert) => (await Send(new ShowBoard(luis))).Alerts.Single(row => row.Alert == alert);

    private async Task<string[]> Paged(Guid alert) => [.. (await Row(alert)).Events.Where(told => told.Kind == "paged").Select(told => told.Detail)];

    private Task<T> Send<T>(IRequest<T> request) => clinic.Get<ISender>().Send(request, TestContext.Current.CancellationToken);

    private long Count(string sql) => clinic.Read(read => read.Number(sql))!.Value;
}
