using System.Data.Common;
using CareConnect.Domain.People;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Crisis;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;
using Microsoft.AspNetCore.SignalR.Client;
using static CareConnect.Hub.Tests.CareClinic;

namespace CareConnect.Hub.Tests.Crisis;

public sealed class RaiseAlertTests : IAsyncLifetime
{
    private CareClinic clinic = null!;
    private Caller luis = null!, amari = null!, maya = null!;
    private string team = null!;

    public async ValueTask InitializeAsync()
    {
        clinic = await Open(settings: [("Limits:PerSecond", "1"), ("Limits:Burst", "3")]);
        luis = await clinic.Person("luis", Role.Crisis);
        amari = await clinic.Person("amari", Role.Crisis);
        maya = await clinic.Person("maya", Role.Patient);
        team = await clinic.Team("crisis team", "crisis", luis, amari);
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    [Fact]
    public async Task It_is_stored_with_its_first_event_and_every_responder_is_paged_at_once()
    {
        var luisDevice = await clinic.Connect(luis);
        var amariDevice = await clinic.Connect(amari);
        var id = NewId();

        Assert.Equal(new RaiseReply(null, id, false), await Raise(maya, id));

        // No time passes in this clinic: nothing here waits for a beat.
        foreach (var device in new[] { luisDevice, amariDevice })
        {
            var row = await device.Told((AlertRow told) => told.Alert == id && told.State == "paged");
            Assert.Equal((maya.Account.ToString(), "maya", maya.Person, "help-button"), (row.Patient, row.PatientName, row.PatientPerson, row.Cause));
            Assert.Equal(new AlertEvent("raised", At(24, 10).ToUnixTimeMilliseconds(), maya.Person, "help-button"), row.Events[0]);
            string[] told = [luis.Person!, amari.Person!];
            Assert.Equal(told.Order(), row.Events[1..].Select(paged => paged.Detail).Order());
            Assert.All(row.Events[1..], paged => Assert.Equal(("paged", null), (paged.Kind, paged.By)));
        }
    }

    [Fact]
    public async Task The_alert_is_not_stored_without_its_first_event()
    {
        await clinic.Write("CREATE TRIGGER Fault BEFORE INSERT ON AlertEvents BEGIN SELECT RAISE(ABORT, 'on purpose'); END");
        var id = NewId();
        await Assert.ThrowsAnyAsync<DbException>(() => Raise(maya, id));
        Assert.Equal(0, Count("SELECT COUNT(*) FROM Alerts"));

        await clinic.Write("DROP TRIGGER Fault");
        Assert.Equal(new RaiseReply(null, id, false), await Raise(maya, id));
        Assert.Equal(1, Count("SELECT COUNT(*) FROM AlertEvents WHERE Kind = 'raised'"));
    }

    [Fact]
    public async Task Trying_again_raises_nothing_twice()
    {
        var id = NewId();
        await Raise(maya, id);
        Assert.Equal(new RaiseReply(null, id, false), await Raise(maya, id));
        Assert.Equal((1, 1), (Count("SELECT COUNT(*) FROM Alerts"), Count("SELECT COUNT(*) FROM AlertEvents WHERE Kind IN ('raised', 'repeated')")));
    }

    [Fact]
    public async Task Asking_again_becomes_an_event_and_the_board_is_told_again()
    {
        var device = await clinic.Connect(luis);
        var id = NewId();
        await Raise(maya, id);
        await Send(new TakeAlert(luis, id));
        clinic.Clock.Advance(TimeSpan.FromMinutes(10));

        var again = NewId();
        Assert.Equal(new RaiseReply(null, id, true), await Raise(maya, again, "not-safe"));
        var row = await device.Told((AlertRow told) => told.Events[^1].Kind == "repeated");
        Assert.Equal(("not-safe", "acknowledged", luis.Person), (row.Events[^1].Detail, row.State, row.Owner));

        // The retry of that call, and later the same page pressed once more.
        await Raise(maya, again, "not-safe");
        Assert.Equal(1, Count("SELECT COUNT(*) FROM AlertEvents WHERE Kind = 'repeated'"));
        clinic.Clock.Advance(AlertIntake.SameCall);
        await Raise(maya, again, "not-safe");
        Assert.Equal(2, Count("SELECT COUNT(*) FROM AlertEvents WHERE Kind = 'repeated'"));
    }

    [Fact]
    public async Task Many_presses_at_once_are_one_open_alert()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => Raise(maya, NewId()))));
        Assert.Single(replies.Select(reply => reply.Alert).Distinct());
        Assert.Single(replies, reply => !reply.Repeated);
        Assert.Equal((1, 31), (Count("SELECT COUNT(*) FROM Alerts"), Count("SELECT COUNT(*) FROM AlertEvents WHERE Kind = 'repeated'")));
    }

    [Fact]
    public async Task A_patient_without_keys_is_heard()
    {
        var device = await clinic.Connect(luis);
        var sam = await clinic.Person("sam", Role.Patient, keys: false);
        await Raise(sam, NewId());
        var row = await device.Told((AlertRow told) => told.PatientName == "sam");
        Assert.Equal((null, null), (row.PatientPerson, row.Events[0].By));
    }

    [Fact]
    public async Task With_nobody_in_a_crisis_team_it_is_kept_and_whoever_joins_is_paged()
    {
        await clinic.Drop(team, luis.Person!);
        await clinic.Drop(team, amari.Person!);
        var id = NewId();
        Assert.Equal(new RaiseReply(null, id, false), await Raise(maya, id));
        await clinic.Get<AlertPager>().RunDue();
        Assert.Equal("raised", (await Mine()).State);

        await clinic.List(team, amari.Person!, role: 0, team: false);
        var device = await clinic.Connect(amari);
        clinic.Clock.Advance(Domain.Crisis.AlertClock.NobodyAgain);
        var row = await device.Told((AlertRow told) => told.State == "paged");
        Assert.Equal([("raised", "help-button"), ("nobody", ""), ("paged", amari.Person!)], row.Events.Select(told => (told.Kind, told.Detail)));
    }

    [Fact]
    public async Task A_raise_is_heard_when_every_other_call_is_too_many()
    {
        var device = await clinic.Connect(maya);
        string? error;
        do
            error = (await device.Hub.InvokeAsync<QueueReply>("Queue", TestContext.Current.CancellationToken)).Error;
        while (error != HubErrors.Busy);

        for (var press = 0; press < 20; press++)
        {
            var reply = await device.Hub.InvokeAsync<RaiseReply>("RaiseAlert", NewId(), "help-button", TestContext.Current.CancellationToken);
            Assert.Equal((null, press > 0), (reply.Error, reply.Repeated));
        }
    }

    [Fact]
    public async Task An_alert_that_a_crash_left_unpaged_is_paged_at_the_next_start()
    {
        var device = await clinic.Connect(luis);
        var id = NewId();
        await clinic.Writer.Run(tx => AlertIntake.Raise(tx, id, maya.Account, Domain.Crisis.AlertCause.HelpButton, clinic.Clock.GetUtcNow()));

        await using var restarted = await Open(clinic.Folder);
        var after = await restarted.Connect(luis);
        restarted.Clock.Advance(AlertPager.Beat);
        while ((await restarted.Get<ISender>().Send(new ShowBoard(luis), TestContext.Current.CancellationToken)).Alerts[0].State != "paged")
            await after.Told((AlertRow told) => told.State == "paged");
    }

    [Fact]
    public async Task An_unknown_cause_or_a_taken_id_refuses_nobody()
    {
        var id = NewId();
        await Raise(maya, id);
        var sam = await clinic.Person("sam", Role.Patient);
        var reply = await Raise(sam, id, "a cause of next year");
        Assert.Equal((null, false), (reply.Error, reply.Repeated));
        Assert.NotEqual(id, reply.Alert);
        Assert.Equal(2, Count("SELECT COUNT(*) FROM Alerts WHERE Cause = 'help-button'"));
    }

    [Fact]
    public async Task A_kept_page_raises_a_new_alert_after_the_old_one_was_closed()
    {
        var id = NewId();
        await Raise(maya, id);
        await Send(new TakeAlert(luis, id));
        await Send(new MakeContact(luis, id));
        Assert.Null((await Send(new CloseAlert(luis, id, "safe-with-plan", luis.Person!, At(25, 9).ToUnixTimeMilliseconds()))).Error);

        var reply = await Raise(maya, id);
        Assert.Equal((null, false), (reply.Error, reply.Repeated));
        Assert.NotEqual(id, reply.Alert);
        Assert.Equal(reply.Alert, (await Mine()).Alert);
    }

    [Fact]
    public async Task A_message_that_names_an_alert_which_never_arrived_raises_it()
    {
        var thread = await clinic.Thread(maya, await clinic.Team("dana's team", "therapy", luis));
        var lost = NewId();
        await Wrote(thread, lost);
        await Wrote(thread, lost);
        Assert.Equal((lost, "not-safe"), ((await Mine()).Alert, (await Mine()).Cause));
        Assert.Equal(1, Count("SELECT COUNT(*) FROM AlertEvents WHERE Kind IN ('raised', 'repeated')"));
        Assert.Equal("crisis", (await Send(new ListQueue(luis))).Rows[0].Level);
    }

    [Fact]
    public async Task Staff_do_not_raise_in_a_patients_name()
    {
        Assert.Equal(HubErrors.NotAllowed, (await Raise(luis, NewId())).Error);
        Assert.Equal(0, Count("SELECT COUNT(*) FROM Alerts"));
    }

    private Guid NewId() => Guid.CreateVersion7(clinic.Clock.GetUtcNow());

    private Task<RaiseReply> Raise(Caller caller, Guid id, string cause = "help-button") => Send(new RaiseAlert(caller, id, cause));

    private Task<Guid?> Wrote(string thread, Guid alert) => clinic.Writer.Run(tx =>
        QueueIntake.PatientWrote(tx, thread, maya.Account, maya.Person!, HowSoon.Now, alert, clinic.Clock.GetUtcNow()));

    private async Task<AlertRow> Mine() => (await Send(new ShowMyAlert(maya))).Alert!;

    private Task<T> Send<T>(IRequest<T> request) => clinic.Get<ISender>().Send(request, TestContext.Current.CancellationToken);

    private long Count(string sql) => clinic.Read(read => read.Number(sql))!.Value;
}
