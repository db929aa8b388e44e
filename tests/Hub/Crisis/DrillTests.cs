using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Crisis;
using CareConnect.Protocol;
using MediatR;
using static CareConnect.Hub.Tests.CareClinic;

namespace CareConnect.Hub.Tests.Crisis;

public sealed class DrillTests : IAsyncLifetime
{
    private CareClinic clinic = null!;
    private Caller luis = null!, amari = null!, priya = null!, dana = null!, maya = null!;

    public async ValueTask InitializeAsync()
    {
        clinic = await Open();
        luis = await clinic.Person("luis", Role.Crisis);
        amari = await clinic.Person("amari", Role.Crisis);
        priya = await clinic.Person("priya", Role.Administrator);
        dana = await clinic.Person("dana", Role.Clinician);
        maya = await clinic.Person("maya", Role.Patient);
        await clinic.Team("crisis team", "crisis", luis, amari);
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    [Fact]
    public async Task It_goes_the_whole_way_and_its_outcome_is_kept()
    {
        var id = await Start(priya);
        await clinic.Get<AlertPager>().RunDue();
        var row = Assert.Single(await Board());
        Assert.Equal(("drill", "", "", "paged"), (row.Cause, row.Patient, row.PatientName, row.State));
        Assert.Equal(row.Pages.Length, Count("SELECT COUNT(*) FROM Pages WHERE Drill"));

        Assert.Equal(HubErrors.WrongState, (await Send(new EndDrill(luis, id))).Error);
        clinic.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Null((await Send(new TakeAlert(luis, id))).Error);
        clinic.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await Send(new MakeContact(luis, id))).Error);
        Assert.Equal(HubErrors.WrongState, (await Send(new CloseAlert(luis, id, "mistake", luis.Person!, At(25, 9).ToUnixTimeMilliseconds()))).Error);
        Assert.Null((await Send(new EndDrill(luis, id))).Error);

        var drill = Assert.Single((await Send(new ListDrills(priya))).Drills);
        Assert.Equal(
            (id, priya.Person, luis.Person, 120_000L, 180_000L, 1),
            (drill.Drill, drill.StartedBy, drill.TakenBy, drill.TakenAfter, drill.GoneThroughAfter, drill.Steps));
        Assert.Equal([new DrillWay("board", 2, 0)], drill.Ways);
        Assert.Equal((0L, 0L), (Count("SELECT COUNT(*) FROM AlertTimers"), Count("SELECT COUNT(*) FROM CareTasks")));
    }

    [Fact]
    public async Task Only_responders_and_administrators_start_one()
    {
        foreach (var caller in new[] { dana, maya })
        {
            Assert.Equal(HubErrors.NotAllowed, (await Send(new StartDrill(caller, NewId()))).Error);
            Assert.Equal(HubErrors.NotAllowed, (await Send(new ListDrills(caller))).Error);
        }

        await clinic.Drop(Id("clinic"), priya.Person!);
        Assert.Equal(HubErrors.NotAllowed, (await Send(new StartDrill(priya, NewId()))).Error);
        Assert.Equal(0, Count("SELECT COUNT(*) FROM Alerts"));
    }

    [Fact]
    public async Task One_is_under_way_at_a_time()
    {
        var id = await Start(luis);
        Assert.Equal(new RaiseReply(null, id, false), await Send(new StartDrill(luis, id)));
        Assert.Equal(new RaiseReply(null, id, true), await Send(new StartDrill(amari, NewId())));
    }

    [Fact]
    public async Task A_real_alert_stands_and_is_paged_before_it()
    {
        await Start(luis);
        var real = (await Send(new RaiseAlert(maya, NewId(), "help-button"))).Alert;
        Assert.Equal(real, (await Board())[0].Alert);
        Assert.Equal(real, clinic.Read(TimerStore.Pending)[0].Alert);
        Assert.Equal((1, true), ((await Send(new ReadEngineHealth())).Open, (await Send(new ReadEngineHealth())).Overdue == 0));
    }

    private Guid NewId() => Guid.CreateVersion7(clinic.Clock.GetUtcNow());

    private async Task<Guid> Start(Caller by)
    {
        var reply = await Send(new StartDrill(by, NewId()));
        Assert.Null(reply.Error);
        return reply.Alert;
    }

    private async Task<AlertRow[]> Board() => (await Send(new ShowBoard(luis))).Alerts;

    private Task<T> Send<T>(IRequest<T> request) => clinic.Get<ISender>().Send(request, TestContext.Current.CancellationToken);

    private long Count(string sql) => clinic.Read(read => read.Number(sql))!.Value;
}
