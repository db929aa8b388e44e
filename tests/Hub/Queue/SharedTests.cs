using CareConnect.Domain.People;
using CareConnect.Domain.Questionnaires;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CareConnect.Hub.Tests.Queue;

/// <summary>Signals that a patient shares without writing.</summary>
public sealed class SharedTests : IAsyncLifetime
{
    private CareClinic clinic = null!;
    private Caller dana = null!, desk = null!, maya = null!;
    private string danas = null!, front = null!;

    public async ValueTask InitializeAsync()
    {
        clinic = await CareClinic.Open();
        dana = await clinic.Person("dana", Role.Clinician);
        desk = await clinic.Person("desk", Role.FrontDesk);
        maya = await clinic.Person("maya", Role.Patient);
        danas = await clinic.Team("dana's team", "therapy", dana);
        front = await clinic.Team("front desk", "front-desk", desk);
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    [Fact]
    public async Task What_is_shared_raises_what_waits_already_in_each_thread()
    {
        var first = await Wrote(await clinic.Thread(maya, danas));
        var other = CareClinic.Id("another thread of maya");
        await clinic.Write(
            "INSERT INTO Circles (Id, Kind, Epoch, Newest, Last, LastHash, Messages, LastMessageAt, Stale, CannotOpen, Patient, Title, CreatedAt) "
            + "SELECT ?1, Kind, Epoch, ?1, Last, LastHash, Messages, LastMessageAt, Stale, CannotOpen, Patient, Title, CreatedAt FROM Circles WHERE Id = ?2",
            other, CareClinic.Id("thread of maya"));
        await clinic.List(other, front, role: 0, team: true);
        var second = await Wrote(other);

        Assert.Contains(await Shared(Item9()), (Guid[])[first, second]);

        Assert.Equal(("urgent", first), Row(await Rows(dana)));
        Assert.Equal(("urgent", second), Row(await Rows(desk)));
    }

    [Fact]
    public async Task What_was_answered_waits_anew_when_something_is_shared()
    {
        var thread = await clinic.Thread(maya, danas);
        var item = await Wrote(thread);
        await clinic.Writer.Run(tx => QueueIntake.StaffWrote(tx, thread, dana.Person!, clinic.Clock.GetUtcNow()));

        Assert.Equal(item, await Shared(Item9()));

        var row = Assert.Single(await Rows(dana));
        Assert.Equal(("waiting", null, "urgent"), (row.State, row.Owner, row.Level));
    }

    [Fact]
    public async Task With_a_thread_and_nothing_waiting_the_row_stands_in_the_thread()
    {
        var thread = await clinic.Thread(maya, danas);

        await Shared(Item9());

        var row = Assert.Single(await Rows(dana));
        Assert.Equal((thread, danas, "item9-positive"), (row.Circle, row.Team, row.Reasons[0].Code));
        Assert.Empty(await Rows(desk));
    }

    [Fact]
    public async Task Without_a_thread_it_waits_for_the_team_of_who_vouched()
    {
        await clinic.Write(
            "INSERT INTO Vouches (Name, Person, Record, Author, Bytes, At) VALUES ('v', ?1, ?2, ?3, ?4, 1)", maya.Person, maya.Account, dana.Person, new byte[1]);

        await Shared(Item9());

        var row = Assert.Single(await Rows(dana));
        Assert.Equal((null, danas, "maya", true), (row.Circle, row.Team, row.PatientName, row.Confirmed));
        Assert.Empty(await Rows(desk));
    }

    [Fact]
    public async Task With_no_team_at_all_everybody_sees_it_and_one_claims_it()
    {
        var keyless = await clinic.Person("new patient", Role.Patient, keys: false);

        var item = await Shared(Item9(), keyless);

        foreach (var person in (Caller[])[dana, desk])
        {
            var row = Assert.Single(await Rows(person));
            Assert.Equal((null, null, "no-team", "urgent"), (row.Circle, row.Team, row.Uncovered, row.Level));
        }

        Assert.Null((await Send(new ClaimItem(dana, item))).Error);
        Assert.Equal((HubErrors.AlreadyTaken, dana.Person), ((await Send(new ClaimItem(desk, item))).Error, (await Send(new ClaimItem(desk, item))).By));
        Assert.Equal((dana.Person, "claimed"), (Assert.Single(await Rows(desk)).Owner, Assert.Single(await Rows(desk)).State));
        Assert.Null((await Send(new RerouteItem(dana, item, front, "needs-front-desk"))).Error);
        Assert.Empty(await Rows(dana));
        Assert.Equal((front, ""), (Assert.Single(await Rows(desk)).Team, Assert.Single(await Rows(desk)).Uncovered));
    }

    [Fact]
    public async Task Sharing_again_raises_the_same_row_and_words_bring_it_into_their_thread()
    {
        var item = await Shared(new MedicationStopped(RanOut: true, clinic.Clock.GetUtcNow()));
        Assert.Equal(item, await Shared(Item9()));
        Assert.Equal("urgent", Assert.Single(await Rows(desk)).Level);

        var thread = await clinic.Thread(maya, danas);
        Assert.Equal(item, await Wrote(thread));
        var row = Assert.Single(await Rows(dana));
        Assert.Equal((thread, danas, "urgent", ""), (row.Circle, row.Team, row.Level, row.Uncovered));
        Assert.Empty(await Rows(desk));
    }

    [Fact]
    public async Task Staff_who_begin_a_thread_answer_what_waited_without_one()
    {
        var item = await Shared(Item9());
        var thread = await clinic.Thread(maya, danas);

        Assert.Equal(item, await clinic.Writer.Run(tx => QueueIntake.StaffWrote(tx, thread, dana.Person!, clinic.Clock.GetUtcNow())));

        var row = Assert.Single(await Rows(dana));
        Assert.Equal((thread, danas, "answered", dana.Person), (row.Circle, row.Team, row.State, row.Owner));
    }

    [Fact]
    public async Task Nothing_shared_opens_nothing()
    {
        Assert.Null(await clinic.Writer.Run(tx => QueueIntake.PatientShared(tx, maya.Account, [], clinic.Clock.GetUtcNow())));
        Assert.Empty(await Rows(dana));
    }

    [Fact]
    public async Task What_a_share_decided_replays_to_the_same()
    {
        clinic.Clock.Advance(TimeSpan.FromMilliseconds(0.7));
        var item = await Shared(new Phq9Scored(21, clinic.Clock.GetUtcNow()));
        clinic.Clock.Advance(TimeSpan.FromHours(1));
        await Shared(new ScreenerAnswered(RiskLevel.Moderate, Complete: true, AsHigh: false, clinic.Clock.GetUtcNow()));

        await using var db = await clinic.Get<IDbContextFactory<ClinicDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var decisions = db.Set<StoredDecision>().Where(stored => stored.Item == item).ToList();
        Assert.Equal(2, decisions.Count);
        Assert.All(decisions, stored => Assert.Equal(stored.Made(), clinic.Read(stored.Replay)));
    }

    private Item9Positive Item9() => new(1, clinic.Clock.GetUtcNow());

    private static (string Level, Guid Item) Row(QueueRow[] rows) => (Assert.Single(rows).Level, rows[0].Item);

    private async Task<Guid> Shared(Signal signal, Caller? patient = null) => (await clinic.Writer.Run(tx =>
        QueueIntake.PatientShared(tx, (patient ?? maya).Account, [signal], clinic.Clock.GetUtcNow())))!.Value;

    private async Task<Guid> Wrote(string circle) => (await clinic.Writer.Run(tx =>
        QueueIntake.PatientWrote(tx, circle, maya.Account, maya.Person!, HowSoon.Week, null, clinic.Clock.GetUtcNow())))!.Value;

    private async Task<QueueRow[]> Rows(Caller caller) => (await Send(new ListQueue(caller))).Rows;

    private Task<T> Send<T>(IRequest<T> request) => clinic.Get<ISender>().Send(request, TestContext.Current.CancellationToken);
}
