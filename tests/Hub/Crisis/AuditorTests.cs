using CareConnect.Domain.Crisis;
using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Crisis;
using CareConnect.Protocol;
using MediatR;
using static CareConnect.Hub.Tests.CareClinic;

namespace CareConnect.Hub.Tests.Crisis;

public sealed class AuditorTests : IAsyncLifetime
{
    private CareClinic clinic = null!;
    private Caller luis = null!, maya = null!;
    private Guid alert;

    public async ValueTask InitializeAsync()
    {
        clinic = await Open();
        luis = await clinic.Person("luis", Role.Crisis);
        maya = await clinic.Person("maya", Role.Patient);
        await clinic.Team("crisis team", "crisis", luis);
        alert = (await Send(new RaiseAlert(maya, Guid.CreateVersion7(clinic.Clock.GetUtcNow()), "help-button"))).Alert;
        await clinic.Get<AlertPager>().RunDue();
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    [Fact]
    public async Task What_waits_as_it_should_is_left_alone()
    {
        Assert.Empty(await Auditor.Audit());
        clinic.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Empty(await Auditor.Audit());
    }

    [Fact]
    public async Task An_alert_without_a_timer_gets_one_and_everyone_is_paged()
    {
        await clinic.Write("DELETE FROM AlertTimers");
        Assert.Equal([alert], await Auditor.Audit());
        var row = await Row();
        Assert.Contains(row.Events, told => told.Kind == "repaired");
        Assert.Equal(1, Count("SELECT COUNT(DISTINCT Person) FROM Pages WHERE Step = -3"));
        await clinic.Get<AlertPager>().RunDue();
        // Of a round that no page has been of: the outbox would take it for sent.
        Assert.Equal(2, Count("SELECT COUNT(DISTINCT Round) FROM Pages WHERE Step = 0"));
        Assert.Empty(await Auditor.Audit());
    }

    [Theory]
    [InlineData("UPDATE AlertTimers SET DueAt = DueAt - 100000000")]
    [InlineData("UPDATE AlertTimers SET DueAt = DueAt + 100000000")]
    [InlineData("UPDATE AlertTimers SET Kind = 'closing'")]
    public async Task A_timer_that_is_overdue_unreachable_or_wrong_is_set_right(string damage)
    {
        // The clock is dead: alive, it may date the timer anew before the auditor looks.
        await clinic.Get<AlertPager>().StopAsync(TestContext.Current.CancellationToken);
        await clinic.Write(damage);
        Assert.Equal([alert], await Auditor.Audit());
        await clinic.Get<AlertPager>().RunDue();
        Assert.Empty(await Auditor.Audit());
        Assert.Equal("paged", (await Row()).State);
    }

    [Fact]
    public async Task A_timer_that_was_lost_is_not_taken_for_the_one_before()
    {
        var before = clinic.Read(sql => TimerStore.Find(sql, alert))!;
        await clinic.Write("DELETE FROM AlertTimers");
        await Auditor.Audit();
        Assert.True(clinic.Read(sql => TimerStore.Find(sql, alert))!.Fence > before.Fence + 100);
    }

    [Fact]
    public async Task Who_has_it_in_time_is_not_disturbed()
    {
        await Send(new TakeAlert(luis, alert));
        await clinic.Write("DELETE FROM AlertTimers");
        Assert.Equal([alert], await Auditor.Audit());
        Assert.Equal(0, Count("SELECT COUNT(*) FROM Pages WHERE Step = -3"));
        Assert.Equal(TimerKind.Contact, clinic.Read(sql => TimerStore.Find(sql, alert))!.Timer.Kind);
    }

    [Fact]
    public async Task It_needs_neither_the_clock_nor_the_writer()
    {
        await clinic.Write("DELETE FROM AlertTimers");
        clinic.Writer.Dispose();
        Assert.Equal([alert], await Auditor.Audit());
        Assert.Equal(1, Count("SELECT COUNT(*) FROM AlertTimers"));
    }

    [Fact]
    public async Task The_heartbeat_is_well_while_both_go_round_and_says_so_when_not()
    {
        clinic.Get<CrisisHeartbeat>().Beat(EnginePart.Clock);
        clinic.Get<CrisisHeartbeat>().Beat(EnginePart.Auditor);
        var health = await Send(new ReadEngineHealth());
        Assert.Equal((true, 1, 1, 0), (health.Alive, health.Open, health.Waiting, health.Overdue));

        await clinic.Write("DELETE FROM AlertTimers");
        Assert.Equal((false, 1), ((await Send(new ReadEngineHealth())).Alive, (await Send(new ReadEngineHealth())).Overdue));
    }

    [Fact]
    public void A_part_that_never_went_round_ages_from_the_start()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var heartbeat = new CrisisHeartbeat(clock);
        clock.Advance(ReadEngineHealthHandler.AuditorLimit);
        heartbeat.Beat(EnginePart.Clock);
        Assert.Equal((TimeSpan.Zero, ReadEngineHealthHandler.AuditorLimit), (heartbeat.Age(EnginePart.Clock), heartbeat.Age(EnginePart.Auditor)));
    }

    private CrisisAuditor Auditor => clinic.Get<CrisisAuditor>();

    private async Task<AlertRow> Row() => Assert.Single((await Send(new ShowBoard(luis))).Alerts);

    private Task<T> Send<T>(IRequest<T> request) => clinic.Get<ISender>().Send(request, TestContext.Current.CancellationToken);

    private long Count(string sql) => clinic.Read(read => read.Number(sql))!.Value;
}
