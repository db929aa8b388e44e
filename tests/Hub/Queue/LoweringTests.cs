using CareConnect.Domain.People;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Crisis;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CareConnect.Hub.Tests.Queue;

/// <summary>Lowering a level, and giving a row to a colleague: what a person decides.</summary>
public sealed class LoweringTests : IAsyncLifetime
{
    private CareClinic clinic = null!;
    private Caller dana = null!, omar = null!, desk = null!, chief = null!, maya = null!;
    private string danas = null!, thread = null!;

    public async ValueTask InitializeAsync()
    {
        clinic = await CareClinic.Open();
        dana = await clinic.Person("dana", Role.Clinician);
        omar = await clinic.Person("omar", Role.Clinician);
        desk = await clinic.Person("desk", Role.FrontDesk);
        chief = await clinic.Person("chief", Role.Administrator);
        maya = await clinic.Person("maya", Role.Patient);
        danas = await clinic.Team("dana's team", "therapy", dana, omar, desk);
        thread = await clinic.Thread(maya, danas);
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    [Fact]
    public async Task It_is_lowered_with_a_reason_that_the_row_says()
    {
        var item = await Wrote(HowSoon.Now);
        clinic.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await Send(new LowerLevel(dana, item, "routine", "spoke-with-patient"))).Error);

        var row = Assert.Single(await Rows(dana));
        Assert.Equal("routine", row.Level);
        Assert.Equal(("lowered-by-person", "routine"), (row.Reasons[0].Code, row.Reasons[0].Detail));
        Assert.Contains(row.Reasons, reason => reason is { Code: "lowered", Detail: "spoke-with-patient" });
        Assert.Equal("level-lowered", Events(item)[^1]);
    }

    [Fact]
    public async Task What_comes_afterwards_raises_it_again_and_every_decision_replays()
    {
        var item = await Wrote(HowSoon.Now);
        clinic.Clock.Advance(TimeSpan.FromMinutes(1));
        await Send(new LowerLevel(dana, item, "routine", "patient-said-it-can-wait"));
        clinic.Clock.Advance(TimeSpan.FromMinutes(1));
        await Send(new ClaimItem(dana, item));
        Assert.Equal("routine", Assert.Single(await Rows(dana)).Level);
        await Wrote(HowSoon.Today);
        Assert.Equal("today", Assert.Single(await Rows(dana)).Level);

        await using var db = await clinic.Get<IDbContextFactory<ClinicDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var decisions = db.Set<StoredDecision>().Where(stored => stored.Item == item).OrderBy(stored => stored.Number).ToList();
        Assert.Equal([Level.Urgent, Level.Routine, Level.Routine, Level.Today], decisions.Select(stored => stored.Made().Level));
        Assert.All(decisions, stored => Assert.Equal(stored.Made(), clinic.Read(stored.Replay)));
    }

    [Fact]
    public async Task Not_while_an_alert_is_open()
    {
        var alert = Guid.CreateVersion7(clinic.Clock.GetUtcNow());
        await Send(new RaiseAlert(maya, alert, "help-button"));
        var item = await Wrote(HowSoon.Now);
        Assert.Equal(HubErrors.WrongState, (await Send(new LowerLevel(dana, item, "routine", "handled-elsewhere"))).Error);
        Assert.Equal("urgent", Assert.Single(await Rows(dana)).Level);

        await clinic.Write("UPDATE Alerts SET State = 'closed' WHERE Id = ?1", alert);
        Assert.Null((await Send(new LowerLevel(dana, item, "routine", "handled-elsewhere"))).Error);
    }

    [Theory]
    [InlineData("routine", "she is rude", HubErrors.Malformed)]
    [InlineData("none", "spoke-with-patient", HubErrors.Malformed)]
    [InlineData("urgent", "spoke-with-patient", HubErrors.WrongState)]
    [InlineData("crisis", "spoke-with-patient", HubErrors.WrongState)]
    public async Task It_needs_a_reason_and_a_lower_level(string level, string reason, string error)
    {
        var item = await Wrote(HowSoon.Now);
        Assert.Equal(error, (await Send(new LowerLevel(dana, item, level, reason))).Error);
        Assert.Equal("urgent", Assert.Single(await Rows(dana)).Level);
    }

    [Fact]
    public async Task It_is_a_clinical_judgement()
    {
        var item = await Wrote(HowSoon.Now);
        Assert.Equal(HubErrors.NotAllowed, (await Send(new LowerLevel(desk, item, "routine", "spoke-with-patient"))).Error);
        Assert.Equal(HubErrors.NotFound, (await Send(new LowerLevel(chief, item, "routine", "spoke-with-patient"))).Error);
        Assert.Equal(HubErrors.NotFound, (await Send(new LowerLevel(maya, item, "routine", "spoke-with-patient"))).Error);

        await clinic.List(danas, chief.Person!, role: 0, team: false);
        Assert.Null((await Send(new LowerLevel(chief, item, "routine", "spoke-with-patient"))).Error);
    }

    [Fact]
    public async Task Only_its_owner_lowers_what_is_claimed()
    {
        var item = await Wrote(HowSoon.Now);
        await Send(new ClaimItem(dana, item));
        Assert.Equal(HubErrors.AlreadyTaken, (await Send(new LowerLevel(omar, item, "routine", "spoke-with-patient"))).Error);
        Assert.Null((await Send(new LowerLevel(dana, item, "routine", "spoke-with-patient"))).Error);
    }

    [Fact]
    public async Task A_row_is_given_to_a_colleague_of_its_team_alone()
    {
        var luis = await clinic.Person("luis", Role.Clinician);
        var item = await Wrote(HowSoon.Today);
        await Send(new ClaimItem(dana, item));
        Assert.Equal(HubErrors.WrongState, (await Send(new HandOverItem(dana, item, luis.Person!))).Error);
        Assert.Equal(HubErrors.NotFound, (await Send(new HandOverItem(luis, item, luis.Person!))).Error);
        Assert.Equal(HubErrors.AlreadyTaken, (await Send(new HandOverItem(omar, item, omar.Person!))).Error);

        await clinic.List(danas, luis.Person!, role: 0, team: false);
        Assert.Null((await Send(new HandOverItem(dana, item, luis.Person!))).Error);
        Assert.Equal((luis.Person, "claimed"), (Assert.Single(await Rows(dana)).Owner, (await Rows(dana))[0].State));
        Assert.Equal("item-handed-over", Events(item)[^1]);
    }

    [Fact]
    public async Task Nothing_is_given_to_who_is_away()
    {
        var item = await Wrote(HowSoon.Today);
        var now = clinic.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        await clinic.Write(
            """INSERT INTO Absences (Id, Person, "from", Until, CoveredBy) VALUES (?1, ?2, ?3, ?4, NULL)""",
            Guid.CreateVersion7(clinic.Clock.GetUtcNow()), omar.Person, now, now + 1000);
        Assert.Equal(HubErrors.WrongState, (await Send(new HandOverItem(dana, item, omar.Person!))).Error);
    }

    private async Task<Guid> Wrote(HowSoon soon) => (await clinic.Writer.Run(tx =>
        QueueIntake.PatientWrote(tx, thread, maya.Account, maya.Person!, soon, null, clinic.Clock.GetUtcNow())))!.Value;

    private async Task<QueueRow[]> Rows(Caller caller) => (await Send(new ListQueue(caller))).Rows;

    private Task<T> Send<T>(IRequest<T> request) => clinic.Get<ISender>().Send(request, TestContext.Current.CancellationToken);

    private List<string> Events(Guid item) => clinic.Read(sql => sql.List(
        "SELECT Kind FROM QueueEvents WHERE Item = ?1 ORDER BY Number", row => row.GetString(0), item));
}
