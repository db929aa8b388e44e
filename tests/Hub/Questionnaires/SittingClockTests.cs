using CareConnect.Domain.People;
using CareConnect.Domain.Questionnaires;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Questionnaires;
using CareConnect.Hub.Tests.Backplane;
using CareConnect.Protocol;
using MediatR;
using static CareConnect.Hub.Tests.CareClinic;

namespace CareConnect.Hub.Tests.Questionnaires;

public sealed class SittingClockTests : IAsyncLifetime
{
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    private CareClinic clinic = null!;
    private Caller dana = null!, luis = null!, maya = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        clinic = await Open();
        dana = await clinic.Person("dana", Role.Clinician);
        luis = await clinic.Person("luis", Role.Crisis);
        maya = await clinic.Person("maya", Role.Patient);
        await clinic.Team("crisis team", "crisis", luis);
        await clinic.Thread(maya, await clinic.Team("dana's team", "therapy", dana));
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    [Theory]
    [InlineData("1n", "routine", "screener-unfinished")]
    [InlineData("1y", "urgent", "screener-unfinished")]
    [InlineData("1y 2y 3y", "urgent", "screener-moderate")]
    public async Task Left_for_fifteen_minutes_it_acts_as_incomplete_with_its_floor(string answers, string level, string reason)
    {
        await clinic.Screener(maya, await clinic.Begin(maya, Instrument.Screener), answers);
        await PassAndEnd(TimeSpan.FromMinutes(15) - Instant, 0);
        Assert.Empty(await Queue());
        await PassAndEnd(Instant, 1);
        var row = Assert.Single(await Queue());
        Assert.Equal((level, reason), (row.Level, row.Reasons[0].Code));
        Assert.Equal((0L, 0L), (Count("Alerts"), clinic.Read(sql => sql.Number("SELECT Complete FROM QuestionnaireResults"))));
    }

    [Fact]
    public async Task Something_done_and_nobody_knows_when_is_handled_as_high_after_three_minutes()
    {
        var board = await clinic.Connect(luis);
        await clinic.Screener(maya, await clinic.Begin(maya, Instrument.Screener), "1n 2n 6y");
        await PassAndEnd(TimeSpan.FromMinutes(3) - Instant, 0);
        Assert.Equal(0, Count("Alerts"));
        await PassAndEnd(Instant, 1);
        Assert.Equal("screener", (await board.Told((AlertRow told) => told.Patient == maya.Account.ToString())).Cause);
        Assert.Equal("screener-when-unknown", (await Queue()).Single().Reasons[0].Code);
    }

    [Fact]
    public async Task Each_answer_gives_the_whole_time_again()
    {
        var sitting = await clinic.Begin(maya, Instrument.Screener);
        await clinic.Screener(maya, sitting, "1y");
        await PassAndEnd(TimeSpan.FromMinutes(14), 0);
        await clinic.Screener(maya, sitting, "2y");
        await PassAndEnd(TimeSpan.FromMinutes(14), 0);
        await PassAndEnd(TimeSpan.FromMinutes(1), 1);
    }

    [Fact]
    public async Task Clocks_that_beat_at_once_end_it_once()
    {
        await clinic.Screener(maya, await clinic.Begin(maya, Instrument.Screener), "1y");
        await clinic.Write("UPDATE Sittings SET LeftAt = 0");
        var ended = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => clinic.Get<SittingClock>().EndLeft(Cancelled))));
        Assert.Equal(1, ended.Sum());
        Assert.Equal((1L, 1L), (Count("QuestionnaireResults"), Count("TriageDecisions")));
    }

    [Fact]
    public async Task A_clinic_that_was_down_ends_it_when_it_is_back()
    {
        await clinic.Screener(maya, await clinic.Begin(maya, Instrument.Screener), "1n 2n 6y");
        await using var back = await Open(clinic.Folder, At(24, 11));
        // Its own background service, at its first beat: before anybody can have connected.
        await Eventually.TrueAsync(() => back.Read(sql => sql.Any("SELECT 1 FROM Alerts WHERE Cause = 'screener'")), "the alert is raised");
    }

    [Fact]
    public async Task Leaving_it_acts_at_once_and_what_was_answered_is_kept()
    {
        var sitting = await clinic.Begin(maya, Instrument.Screener);
        await clinic.Screener(maya, sitting, "1n 2n 6y");
        Assert.True(await clinic.Get<ISender>().Send(new LeaveSitting(maya, sitting), Cancelled));
        Assert.True(await clinic.Get<ISender>().Send(new LeaveSitting(maya, sitting), Cancelled));
        Assert.Equal((1L, 1L), (Count("Alerts"), Count("QuestionnaireResults")));
        Assert.Equal(0, await clinic.Get<SittingClock>().EndLeft(Cancelled));
        Assert.NotEqual(sitting, await clinic.Begin(maya, Instrument.Screener));
    }

    [Fact]
    public async Task Beginning_again_after_a_long_while_is_a_new_sitting_and_the_old_one_acts()
    {
        var sitting = await clinic.Begin(maya, Instrument.Screener);
        await clinic.Screener(maya, sitting, "1y");
        await clinic.Write("UPDATE Sittings SET LeftAt = 0");
        Assert.NotEqual(sitting, await clinic.Begin(maya, Instrument.Screener));
        Assert.Equal("screener-unfinished", (await Queue()).Single().Reasons[0].Code);
    }

    [Fact]
    public async Task One_without_an_answer_leaves_nothing_behind()
    {
        await clinic.Begin(maya, Instrument.Phq9);
        await PassAndEnd(TimeSpan.FromMinutes(15), 1);
        Assert.Equal((0L, 0L), (Count("QuestionnaireResults"), Count("QueueItems")));
    }

    [Fact]
    public async Task A_PHQ9_that_was_left_has_no_total_and_keeps_the_row_of_item_9()
    {
        var sitting = await clinic.Begin(maya, Instrument.Phq9);
        await clinic.Phq9(maya, sitting, 3, 3, 3, 3, 3, 3, 3, null, 1);
        await PassAndEnd(TimeSpan.FromMinutes(15), 1);
        Assert.Null(clinic.Read(sql => sql.Number("SELECT Total FROM QuestionnaireResults WHERE Instrument = 'phq9'")));
        var row = Assert.Single(await Queue());
        Assert.Equal(("urgent", "item9-positive"), (row.Level, row.Reasons[0].Code));
    }

    // The background service beats with the clinic's time as well: whoever came first, it ended as often.
    private async Task PassAndEnd(TimeSpan time, int ended)
    {
        var before = Ended();
        clinic.Clock.Advance(time);
        await clinic.Get<SittingClock>().EndLeft(Cancelled);
        Assert.Equal(before + ended, Ended());
    }

    private long Ended() => clinic.Read(sql => sql.Number("SELECT COUNT(*) FROM Sittings WHERE State = 'left'"))!.Value;

    private long Count(string table) => clinic.Read(sql => sql.Number($"SELECT COUNT(*) FROM {table}"))!.Value;

    private async Task<QueueRow[]> Queue() => (await clinic.Get<ISender>().Send(new ListQueue(dana), Cancelled)).Rows;
}
