using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Crisis;
using CareConnect.Protocol;
using MediatR;
using static CareConnect.Hub.Tests.CareClinic;

namespace CareConnect.Hub.Tests.Crisis;

public sealed class BoardTests : IAsyncLifetime
{
    private CareClinic clinic = null!;
    private Caller luis = null!, amari = null!, dana = null!, maya = null!;
    private string team = null!;

    public async ValueTask InitializeAsync()
    {
        clinic = await Open();
        luis = await clinic.Person("luis", Role.Crisis);
        amari = await clinic.Person("amari", Role.Crisis);
        dana = await clinic.Person("dana", Role.Clinician);
        maya = await clinic.Person("maya", Role.Patient);
        team = await clinic.Team("crisis team", "crisis", luis, amari);
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    [Fact]
    public async Task Of_many_who_take_it_at_once_exactly_one_has_it_and_the_others_are_told_who()
    {
        for (var round = 0; round < 50; round++)
        {
            var id = await Raise(await clinic.Person("patient " + round, Role.Patient));
            Caller[] callers = [luis, amari, luis, amari, luis, amari, luis, amari];
            var replies = await Task.WhenAll(callers.Select(caller => Task.Run(() => Send(new TakeAlert(caller, id)))));

            var row = (await Board(luis)).Single(alert => alert.Alert == id);
            Assert.All(callers.Zip(replies), pair =>
            {
                var (caller, reply) = pair;
                Assert.Equal(caller.Person == row.Owner ? (null, null) : (HubErrors.AlreadyTaken, row.Owner), (reply.Error, reply.By));
            });
            Assert.Equal(row.Owner, Assert.Single(row.Events, told => told.Kind == "acknowledged").By);
        }
    }

    [Fact]
    public async Task Only_members_of_a_listed_crisis_team_see_the_board_and_are_paged()
    {
        var id = await Raise(maya);

        // A team that calls itself crisis, but that the clinic does not list.
        var own = await clinic.Team("own team", "crisis", dana);
        await clinic.Drop(Id("clinic"), own);

        foreach (var caller in new[] { dana, maya })
        {
            Assert.Equal(HubErrors.NotAllowed, (await Send(new ShowBoard(caller))).Error);
            Assert.Equal(HubErrors.NotAllowed, (await Send(new TakeAlert(caller, id))).Error);
        }

        var row = await Paged(id);
        Assert.DoesNotContain(row.Events, told => told.Detail == dana.Person);
    }

    [Fact]
    public async Task A_removed_member_sees_no_board_and_takes_nothing_from_then_on()
    {
        var id = await Raise(maya);
        Assert.Single(await Board(amari));
        await clinic.Drop(team, amari.Person!);
        Assert.Equal(HubErrors.NotAllowed, (await Send(new ShowBoard(amari))).Error);
        Assert.Equal(HubErrors.NotAllowed, (await Send(new TakeAlert(amari, id))).Error);

        // Still in the team, but no longer in the clinic.
        await clinic.Drop(Id("clinic"), luis.Person!);
        Assert.Equal(HubErrors.NotAllowed, (await Send(new ShowBoard(luis))).Error);
    }

    [Fact]
    public async Task A_disabled_account_sees_no_board()
    {
        await clinic.Write("UPDATE Accounts SET Enabled = FALSE WHERE Id = ?1", luis.Account);
        Assert.Equal(HubErrors.NotAllowed, (await Send(new ShowBoard(luis))).Error);
    }

    [Fact]
    public async Task It_closes_only_after_contact_with_a_disposition_and_a_follow_up()
    {
        var id = await Raise(maya);
        Assert.Equal(HubErrors.WrongState, (await Send(new MakeContact(luis, id))).Error);
        Assert.Equal(HubErrors.WrongState, await Close(luis, id));

        await Send(new TakeAlert(luis, id));
        Assert.Equal(HubErrors.AlreadyTaken, (await Send(new MakeContact(amari, id))).Error);
        Assert.Equal(HubErrors.WrongState, await Close(luis, id));
        Assert.Null((await Send(new MakeContact(luis, id))).Error);

        Assert.Equal(HubErrors.Malformed, await Close(luis, id, disposition: "went home"));
        Assert.Equal(HubErrors.Malformed, await Close(luis, id, at: At(23, 23)));
        Assert.Equal(HubErrors.NotFound, await Close(luis, id, owner: maya.Person));
        Assert.Equal(HubErrors.NotFound, await Close(luis, NewId()));
        Assert.Equal("contact-made", Assert.Single(await Board(luis)).State);

        // The one who reached her may have gone off shift.
        Assert.Null(await Close(amari, id));
        Assert.Equal(HubErrors.WrongState, await Close(amari, id));
        var row = Assert.Single(await Board(luis));
        Assert.Equal(("closed", "closed", amari.Person, "seen-soon"), (row.State, row.Events[^1].Kind, row.Events[^1].By, row.Events[^1].Detail));
        Assert.Null((await Send(new ShowMyAlert(maya))).Alert);
        Assert.Equal((dana.Person, "2026-11-25"), clinic.Read(sql => sql.First(
            "SELECT FollowUpOwner, FollowUpOn FROM Alerts WHERE Id = ?1", found => (found.GetString(0), found.GetString(1)), id)));
    }

    [Fact]
    public async Task A_closed_alert_leaves_the_board_after_a_day_and_an_open_one_never_does()
    {
        var closed = await Raise(maya);
        await Send(new TakeAlert(luis, closed));
        await Send(new MakeContact(luis, closed));
        await Close(luis, closed);
        var open = await Raise(await clinic.Person("sam", Role.Patient));
        Assert.Equal([open, closed], (await Board(luis)).Select(row => row.Alert));

        clinic.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal([open], (await Board(luis)).Select(row => row.Alert));
    }

    [Fact]
    public async Task What_nobody_has_stands_first_then_the_oldest()
    {
        var had = await Raise(maya);
        await Send(new TakeAlert(luis, had));
        clinic.Clock.Advance(TimeSpan.FromMinutes(1));
        var older = await Raise(await clinic.Person("sam", Role.Patient));
        clinic.Clock.Advance(TimeSpan.FromMinutes(1));
        var newer = await Raise(await clinic.Person("kim", Role.Patient));
        Assert.Equal([older, newer, had], (await Board(luis)).Select(row => row.Alert));
    }

    [Theory]
    [InlineData(AlertRows.BoardRows)]
    [InlineData(AlertRows.BoardEvents)]
    [InlineData(AlertRows.BoardPages)]
    public void Asking_every_second_reads_what_the_board_shows_and_not_all_of_history(string statement)
    {
        var plan = clinic.Read(sql => sql.List("EXPLAIN QUERY PLAN " + statement, row => row.GetString(3), 0L));
        Assert.Contains(plan, step => step.StartsWith("SEARCH", StringComparison.Ordinal));
        // The newest page of each person and way is found among those of the board's alerts.
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN", StringComparison.Ordinal)
            && !step.StartsWith("SCAN (subquery", StringComparison.Ordinal) && step != "SCAN aged");
    }

    [Fact]
    public async Task Board_and_patient_are_told_live_who_has_it()
    {
        var amariDevice = await clinic.Connect(amari);
        var mayaDevice = await clinic.Connect(maya);
        var samDevice = await clinic.Connect(await clinic.Person("sam", Role.Patient));
        var id = await Raise(maya);
        await Send(new TakeAlert(luis, id));
        Assert.Equal(luis.Person, (await amariDevice.Told((AlertRow row) => row.State == "acknowledged")).Owner);
        Assert.Equal(luis.Person, (await mayaDevice.Told((AlertRow row) => row.State == "acknowledged")).Owner);

        // Another patient's first news is of their own alert.
        var own = await Send(new RaiseAlert(CallerOf("sam"), NewId(), "help-button"));
        Assert.Equal(own.Alert, (await samDevice.Told((AlertRow _) => true)).Alert);
    }

    [Fact]
    public async Task The_first_committed_room_stays()
    {
        var id = await Raise(maya);
        Assert.Equal("first", await Bind(id, "first", maya));
        Assert.Equal("first", await Bind(id, "second", maya));
        Assert.Equal("first", await Bind(id, "first", maya));
        var row = await Paged(id);
        Assert.Equal("first", row.Room);
        Assert.Equal(("first", maya.Person), Assert.Single(
            row.Events.Where(told => told.Kind == "room-opened").Select(told => (told.Detail, told.By))));
    }

    [Fact]
    public async Task A_room_is_bound_only_to_an_alert_about_its_own_patient()
    {
        var id = await Raise(maya);
        Assert.Null(await Bind(id, "room", await clinic.Person("sam", Role.Patient)));
        Assert.Null(await Bind(NewId(), "room", maya));
        Assert.Null((await Send(new ShowMyAlert(maya))).Alert!.Room);
    }

    private Guid NewId() => Guid.CreateVersion7(clinic.Clock.GetUtcNow());

    private async Task<Guid> Raise(Caller patient) => (await Send(new RaiseAlert(patient, NewId(), "help-button"))).Alert;

    private Task<string?> Bind(Guid alert, string circle, Caller patient) => clinic.Writer.Run(tx =>
        AlertRooms.Bind(tx, alert, circle, patient.Account, patient.Person!, clinic.Clock.GetUtcNow()));

    private async Task<AlertRow[]> Board(Caller caller) => (await Send(new ShowBoard(caller))).Alerts;

    private async Task<AlertRow> Paged(Guid alert)
    {
        await clinic.Get<AlertPager>().RunDue();
        return (await Board(luis)).Single(row => row.Alert == alert);
    }

    private async Task<string?> Close(
        Caller caller, Guid alert, string disposition = "seen-soon", string? owner = null, DateTimeOffset? at = null) => (await Send(
            new CloseAlert(caller, alert, disposition, owner ?? dana.Person!, (at ?? At(25, 9)).ToUnixTimeMilliseconds()))).Error;

    private Caller CallerOf(string name) => clinic.Read(sql => sql.First(
        "SELECT Id, Person FROM Accounts WHERE UserName = ?1",
        row => new Caller(row.GetGuid(0), Guid.Empty, Role.Patient, row.GetString(1), name),
        name))!;

    private Task<T> Send<T>(IRequest<T> request) => clinic.Get<ISender>().Send(request, TestContext.Current.CancellationToken);
}
