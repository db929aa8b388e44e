using CareConnect.Domain.People;
using CareConnect.Domain.Tasks;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Tasks;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Tests.Tasks;

public sealed class TaskTests : IAsyncLifetime
{
    private CareClinic clinic = null!;
    private Caller dana = null!, omar = null!, desk = null!, maya = null!;
    private string danas = null!;

    public async ValueTask InitializeAsync()
    {
        clinic = await CareClinic.Open();
        dana = await clinic.Person("dana", Role.Clinician);
        omar = await clinic.Person("omar", Role.Clinician);
        desk = await clinic.Person("desk", Role.FrontDesk);
        maya = await clinic.Person("maya", Role.Patient);
        danas = await clinic.Team("dana's team", "therapy", dana, omar);
        await clinic.Team("front desk", "front-desk", desk);
        await clinic.Thread(maya, danas);
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    [Fact]
    public async Task Its_owner_and_the_patients_team_see_it_and_nobody_else()
    {
        var task = await Add(TaskKind.CallAfterCrisis, dana, 72);

        foreach (var person in (Caller[])[dana, omar])
        {
            var row = Assert.Single(await Rows(person));
            Assert.Equal((task, "call-after-crisis", "maya", dana.Person, "open", ""), (row.Task, row.Kind, row.PatientName, row.Owner, row.State, row.Uncovered));
            Assert.Equal(clinic.Clock.GetUtcNow().AddHours(72).ToUnixTimeMilliseconds(), row.Due);
        }

        Assert.Empty(await Rows(desk));
        Assert.Equal(HubErrors.NotFound, (await Send(new FinishTask(desk, task))).Error);
        Assert.Equal(HubErrors.NotFound, (await Send(new HandTask(desk, task, desk.Person!))).Error);
        Assert.Equal(HubErrors.NotAllowed, (await Send(new ListTasks(maya))).Error);
        Assert.Equal(HubErrors.NotFound, (await Send(new FinishTask(maya, task))).Error);
    }

    [Fact]
    public async Task The_same_origin_asks_for_the_same_once()
    {
        var first = await Add(TaskKind.CallAfterCrisis, dana, 72);
        Assert.Equal(first, await Add(TaskKind.CallAfterCrisis, omar, 1));
        await Add(TaskKind.FirstVisit, dana, 168);

        Assert.Equal(["call-after-crisis", "first-visit"], (await Rows(dana)).Select(row => row.Kind));
        Assert.Equal(["task-made"], Events(first).Select(happened => happened.Kind));
    }

    [Fact]
    public async Task What_is_mine_comes_first_then_the_earliest()
    {
        var late = await Add(TaskKind.SecondVisit, dana, 720);
        var early = await Add(TaskKind.FirstVisit, dana, 168);
        var others = await Add(TaskKind.CallAfterCrisis, omar, 1);

        Assert.Equal([early, late, others], (await Rows(dana)).Select(row => row.Task));
        Assert.Equal([others, early, late], (await Rows(omar)).Select(row => row.Task));
    }

    [Fact]
    public async Task Done_is_done_once_and_says_by_whom()
    {
        var task = await Add(TaskKind.Review, dana, 24);
        Assert.Null((await Send(new FinishTask(omar, task))).Error);
        Assert.Null((await Send(new FinishTask(dana, task))).Error);

        Assert.Empty(await Rows(dana));
        Assert.Equal([("task-made", null, dana.Person), ("task-done", omar.Person, null)], Events(task));
        Assert.Equal(HubErrors.WrongState, (await Send(new HandTask(omar, task, omar.Person!))).Error);
    }

    [Fact]
    public async Task It_is_handed_over_to_staff_alone()
    {
        var task = await Add(TaskKind.Contact, dana, 24);
        Assert.Equal(HubErrors.NotFound, (await Send(new HandTask(dana, task, maya.Person!))).Error);
        Assert.Equal(HubErrors.NotFound, (await Send(new HandTask(dana, task, CareClinic.Id("nobody")))).Error);

        Assert.Null((await Send(new HandTask(dana, task, desk.Person!))).Error);
        Assert.Equal(desk.Person, Assert.Single(await Rows(desk)).Owner);
        Assert.Equal(("task-handed-over", dana.Person, desk.Person), Events(task)[^1]);
    }

    [Fact]
    public async Task Nobodys_task_is_said_to_be_so_and_can_be_taken()
    {
        var task = await Add(TaskKind.Review, null, 24);
        Assert.Equal("no-owner", Assert.Single(await Rows(omar)).Uncovered);
        Assert.Null((await Send(new HandTask(omar, task, omar.Person!))).Error);
        Assert.Equal((omar.Person, ""), (Assert.Single(await Rows(dana)).Owner, (await Rows(dana))[0].Uncovered));
    }

    [Fact]
    public async Task What_an_absent_person_owns_is_uncovered_and_their_cover_sees_it()
    {
        await Add(TaskKind.CallAfterCrisis, dana, 72);
        var now = clinic.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        await clinic.Write(
            """INSERT INTO Absences (Id, Person, "from", Until, CoveredBy) VALUES (?1, ?2, ?3, ?4, ?5)""",
            Guid.CreateVersion7(clinic.Clock.GetUtcNow()), dana.Person, now, now + 1000, desk.Person);

        Assert.Equal(("owner-away", desk.Person), (Assert.Single(await Rows(omar)).Uncovered, (await Rows(omar))[0].CoveredBy));
        Assert.Equal("owner-away", Assert.Single(await Rows(desk)).Uncovered);
        clinic.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("", Assert.Single(await Rows(omar)).Uncovered);
        Assert.Empty(await Rows(desk));
    }

    [Fact]
    public async Task Where_its_owner_is_gone_and_no_team_has_the_patient_everybody_sees_it()
    {
        var alone = await clinic.Person("alone", Role.Patient);
        await Add(TaskKind.CallAfterCrisis, dana, 72, alone);
        Assert.Empty(await Rows(desk));
        await clinic.Write("UPDATE Accounts SET Enabled = FALSE WHERE Id = ?1", dana.Account);

        Assert.Equal("owner-away", Assert.Single(await Rows(desk)).Uncovered);
        Assert.Single(await Rows(omar));
    }

    [Fact]
    public async Task Who_sees_it_is_told_live()
    {
        var device = await clinic.Connect(omar);
        await Add(TaskKind.Review, dana, 24);
        clinic.Get<TaskNews>().Tell(maya.Account);
        var told = await device.Told((TaskRow row) => row.State == "open");

        await Send(new FinishTask(dana, told.Task));
        await device.Told((TaskRow row) => row.Task == told.Task && row.State == "done");
    }

    private Task<Guid> Add(TaskKind kind, Caller? owner, int hours, Caller? patient = null) => clinic.Writer.Run(tx => TaskBook.Add(
        tx,
        CareTask.New(
            Guid.CreateVersion7(clinic.Clock.GetUtcNow()), new RecordId((patient ?? maya).Account), kind,
            owner is null ? null : new PersonId(owner.Person!), clinic.Clock.GetUtcNow().AddHours(hours), "an alert"),
        clinic.Clock.GetUtcNow()));

    private async Task<TaskRow[]> Rows(Caller caller) => (await Send(new ListTasks(caller))).Tasks;

    private List<(string Kind, string? Actor, string? To)> Events(Guid task) => clinic.Read(sql => sql.List(
        """SELECT Kind, Actor, "To" FROM CareTaskEvents WHERE Task = ?1 ORDER BY Number""",
        row => (row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2)),
        task));

    private Task<T> Send<T>(IRequest<T> request) => clinic.Get<ISender>().Send(request, TestContext.Current.CancellationToken);
}
