using CareConnect.Domain.People;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Tests.Queue;

/// <summary>A patient who waits is seen by somebody, whatever becomes of the team they wrote to.</summary>
public sealed class AdriftTests : IAsyncLifetime
{
    private CareClinic clinic = null!;
    private Caller dana = null!, omar = null!, desk = null!, chief = null!, maya = null!;
    private string danas = null!, front = null!, thread = null!;
    private Guid item;

    public async ValueTask InitializeAsync()
    {
        clinic = await CareClinic.Open();
        dana = await clinic.Person("dana", Role.Clinician);
        omar = await clinic.Person("omar", Role.Clinician);
        desk = await clinic.Person("desk", Role.FrontDesk);
        chief = await clinic.Person("chief", Role.Administrator);
        maya = await clinic.Person("maya", Role.Patient);
        danas = await clinic.Team("dana's team", "therapy", dana, omar);
        front = await clinic.Team("front desk", "front-desk", desk);
        thread = await clinic.Thread(maya, danas);
        item = await Wrote();
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    [Fact]
    public async Task A_row_whose_team_left_the_clinics_list_is_seen_by_whoever_is_in_a_team_at_once()
    {
        Assert.Empty(await Rows(desk));
        await clinic.Drop(CareClinic.Id("clinic"), danas);

        var row = Assert.Single(await Rows(desk));
        Assert.Equal((item, "no-team", danas), (row.Item, row.Uncovered, row.Team));
        Assert.Null((await Send(new ClaimItem(desk, item))).Error);
        Assert.Null((await Send(new CloseItem(desk, item, "spoke-with-patient"))).Error);
    }

    [Fact]
    public async Task A_row_whose_team_has_nobody_left_with_an_enabled_account_is_seen_at_once()
    {
        await clinic.Drop(danas, dana.Person!);
        Assert.Empty(await Rows(desk));
        await clinic.Write("UPDATE Accounts SET Enabled = FALSE WHERE Id = ?1", omar.Account);

        Assert.Equal("no-team", Assert.Single(await Rows(desk)).Uncovered);
    }

    [Fact]
    public async Task Another_team_that_reads_the_thread_comes_before_everybody()
    {
        var luis = await clinic.Person("luis", Role.Clinician);
        var medication = await clinic.Team("medication", "medication", luis);
        await clinic.List(thread, medication, role: 0, team: true);
        Assert.Empty(await Rows(luis));
        await clinic.Drop(CareClinic.Id("clinic"), danas);

        Assert.Equal((item, "no-team"), (Assert.Single(await Rows(luis)).Item, (await Rows(luis))[0].Uncovered));
        Assert.Empty(await Rows(desk));
    }

    [Fact]
    public async Task A_team_that_can_read_the_thread_sees_what_waits_for_one_that_cannot()
    {
        await clinic.List(thread, front, role: 0, team: true);
        await clinic.Drop(thread, danas);

        Assert.Equal(item, Assert.Single(await Rows(desk)).Item);
        Assert.Empty(await Rows(dana));
    }

    [Fact]
    public async Task Where_no_team_has_anybody_all_staff_see_it()
    {
        Assert.Empty(await Rows(chief));
        await clinic.Drop(CareClinic.Id("clinic"), danas);
        await clinic.Drop(front, desk.Person!);

        foreach (var person in (Caller[])[dana, desk, chief])
            Assert.Equal(item, Assert.Single(await Rows(person)).Item);
    }

    [Fact]
    public async Task A_thread_that_lists_no_team_still_makes_a_row()
    {
        var sam = await clinic.Person("sam", Role.Patient);
        var lonely = await clinic.Thread(sam);
        await clinic.Writer.Run(tx => QueueIntake.PatientWrote(tx, lonely, sam.Account, sam.Person!, HowSoon.Now, null, clinic.Clock.GetUtcNow()));

        Assert.Contains(await Rows(desk), row => row.PatientName == "sam" && row.Uncovered == "no-team");
    }

    [Fact]
    public async Task A_claim_of_somebody_who_left_the_team_holds_nobody_up()
    {
        await Send(new ClaimItem(dana, item));
        await clinic.Drop(danas, dana.Person!);

        var row = Assert.Single(await Rows(omar));
        Assert.Equal((dana.Person, "owner-away"), (row.Owner, row.Uncovered));
        Assert.Null((await Send(new ClaimItem(omar, item))).Error);
        Assert.Equal((omar.Person, ""), (Assert.Single(await Rows(omar)).Owner, (await Rows(omar))[0].Uncovered));
    }

    [Fact]
    public async Task It_rises_when_its_clock_runs_out_like_what_nobody_claimed()
    {
        await Send(new ClaimItem(dana, item));
        await clinic.Drop(danas, dana.Person!);
        clinic.Clock.Advance(TimeSpan.FromHours(7));
        await clinic.Get<QueueClock>().RaiseDue(TestContext.Current.CancellationToken);

        Assert.Equal("urgent", Assert.Single(await Rows(omar)).Level);
    }

    [Fact]
    public async Task Whoever_sees_it_now_is_told_live()
    {
        await clinic.Drop(danas, dana.Person!);
        await clinic.Drop(danas, omar.Person!);
        var device = await clinic.Connect(desk);
        clinic.Get<QueueNews>().TellTeam(danas);

        Assert.Equal("no-team", (await device.Told((QueueRow row) => row.Item == item)).Uncovered);
    }

    [Fact]
    public async Task Nothing_is_given_to_a_team_with_nobody_in_it()
    {
        var empty = await clinic.Team("empty", "therapy");
        await clinic.List(thread, empty, role: 0, team: true);
        Assert.Equal(HubErrors.WrongState, (await Send(new RerouteItem(dana, item, empty, "cover-needed"))).Error);
    }

    private async Task<Guid> Wrote() => (await clinic.Writer.Run(tx =>
        QueueIntake.PatientWrote(tx, thread, maya.Account, maya.Person!, HowSoon.Today, null, clinic.Clock.GetUtcNow())))!.Value;

    private async Task<QueueRow[]> Rows(Caller caller) => (await Send(new ListQueue(caller))).Rows;

    private Task<T> Send<T>(IRequest<T> request) => clinic.Get<ISender>().Send(request, TestContext.Current.CancellationToken);
}
