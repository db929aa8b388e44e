using System.Data.Common;
using CareConnect.Domain.People;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Protocol;
using MediatR;
using static CareConnect.Hub.Tests.CareClinic;

namespace CareConnect.Hub.Tests.Queue;

public sealed class QueueClockTests : IAsyncLifetime
{
    private CareClinic clinic = null!;
    private Caller dana = null!, maya = null!;
    private string thread = null!;

    public async ValueTask InitializeAsync()
    {
        clinic = await Open();
        dana = await clinic.Person("dana", Role.Clinician);
        maya = await clinic.Person("maya", Role.Patient);
        thread = await clinic.Thread(maya, await clinic.Team("dana's team", "therapy", dana));
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    [Fact]
    public async Task An_unclaimed_row_rises_when_its_clock_runs_out_and_the_team_sees_it_live()
    {
        var device = await clinic.Connect(dana);
        var item = await Wrote(HowSoon.Today);

        // The background service itself: its beat comes with the clinic's time.
        clinic.Clock.Advance(TimeSpan.FromHours(7));
        var row = await device.Told((QueueRow told) => told.Item == item);

        Assert.Equal("urgent", row.Level);
        Assert.Equal(("clock-ran-out", "urgent"), (row.Reasons[1].Code, row.Reasons[1].Detail));
        Assert.Equal(At(24, 17, 30).ToUnixTimeMilliseconds(), row.ClaimBy);
    }

    [Fact]
    public async Task It_rises_at_its_minute_and_not_before()
    {
        await Wrote(HowSoon.Today);
        clinic.Clock.Advance(TimeSpan.FromHours(7) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, await RaiseDue());
        clinic.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await Rose("urgent");
    }

    [Fact]
    public async Task Raising_again_changes_nothing_and_time_alone_makes_no_crisis()
    {
        var item = await Wrote(HowSoon.Today);
        clinic.Clock.Advance(TimeSpan.FromHours(7));
        await Rose("urgent");
        clinic.Clock.Advance(TimeSpan.FromHours(20));
        Assert.Equal(0, await RaiseDue());
        Assert.Equal("urgent", (await Row()).Level);
        Assert.Equal(1, Rises(item));
    }

    [Fact]
    public async Task Clocks_that_beat_at_once_raise_once()
    {
        var item = await Wrote(HowSoon.Week);
        clinic.Clock.Advance(TimeSpan.FromDays(1));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(RaiseDue)));
        await Rose("today");
        Assert.Equal(1, Rises(item));
    }

    [Fact]
    public async Task A_claimed_row_does_not_rise()
    {
        var item = await Wrote(HowSoon.Today);
        Assert.Null((await clinic.Get<ISender>().Send(new ClaimItem(dana, item), TestContext.Current.CancellationToken)).Error);
        clinic.Clock.Advance(TimeSpan.FromHours(8));
        Assert.Equal(0, await RaiseDue());
        Assert.Equal("today", (await Row()).Level);
    }

    [Fact]
    public async Task A_rise_that_fails_half_way_leaves_nothing_and_comes_with_a_later_beat()
    {
        var item = await Wrote(HowSoon.Today);
        await clinic.Write(
            "CREATE TRIGGER Fault BEFORE INSERT ON TriageDecisions BEGIN SELECT RAISE(ABORT, 'on purpose'); END");
        clinic.Clock.Advance(TimeSpan.FromHours(7));
        await Assert.ThrowsAnyAsync<DbException>(RaiseDue);
        Assert.Equal(("today", 0), ((await Row()).Level, Rises(item)));

        await clinic.Write("DROP TRIGGER Fault");
        clinic.Clock.Advance(QueueClock.Beat);
        await Rose("urgent");
        Assert.Equal(1, Rises(item));
    }

    [Fact]
    public async Task What_ran_out_while_the_program_was_down_rises_at_its_start()
    {
        await Wrote(HowSoon.Today);
        await using var restarted = await Open(clinic.Folder, At(24, 17));
        var device = await restarted.Connect(dana);
        restarted.Clock.Advance(QueueClock.Beat);
        while ((await restarted.Get<ISender>().Send(new ListQueue(dana), TestContext.Current.CancellationToken)).Rows[0].Level != "urgent")
            await device.Told((QueueRow row) => row.Level == "urgent");
    }

    private async Task<Guid> Wrote(HowSoon soon) => (await clinic.Writer.Run(tx =>
        QueueIntake.PatientWrote(tx, thread, maya.Account, maya.Person!, soon, null, clinic.Clock.GetUtcNow())))!.Value;

    private Task<int> RaiseDue() => clinic.Get<QueueClock>().RaiseDue(TestContext.Current.CancellationToken);

    // By this beat or by the background service's, which runs beside: it has risen once this returns.
    private async Task Rose(string level)
    {
        await RaiseDue();
        Assert.Equal(level, (await Row()).Level);
    }

    private async Task<QueueRow> Row() =>
        Assert.Single((await clinic.Get<ISender>().Send(new ListQueue(dana), TestContext.Current.CancellationToken)).Rows);

    private long Rises(Guid item) => clinic.Read(sql => sql.Number(
        "SELECT COUNT(*) FROM QueueEvents WHERE Item = ?1 AND Kind = 'rose-by-waiting'", item))!.Value;
}
