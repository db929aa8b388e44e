using System.Data.Common;
using CareConnect.Domain.People;
using CareConnect.Domain.Questionnaires;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Crisis;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Questionnaires;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;
using static CareConnect.Hub.Tests.CareClinic;

namespace CareConnect.Hub.Tests.Questionnaires;

public sealed class AnswerItemTests : IAsyncLifetime
{
    private static readonly string[] Tables =
        ["Sittings", "SittingAnswers", "QuestionnaireResults", "TriageDecisions", "QueueEvents", "Alerts", "AlertEvents"];

    private CareClinic clinic = null!;
    private Caller dana = null!, luis = null!, maya = null!, sam = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        clinic = await Open();
        dana = await clinic.Person("dana", Role.Clinician);
        luis = await clinic.Person("luis", Role.Crisis);
        maya = await clinic.Person("maya", Role.Patient);
        sam = await clinic.Person("sam", Role.Patient);
        await clinic.Team("crisis team", "crisis", luis);
        await clinic.Thread(maya, await clinic.Team("dana's team", "therapy", dana));
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    [Fact]
    public async Task Each_answer_is_kept_as_it_is_given_and_a_lost_phone_goes_on_where_it_stopped()
    {
        var sitting = await clinic.Begin(maya, Instrument.Phq9);
        Assert.Equal(AnswerCame.Stored, await clinic.Phq9(maya, sitting, 1, 2, null));

        Assert.Equal(sitting, await clinic.Begin(maya, Instrument.Phq9));
        var shown = await Show(maya, sitting);
        Assert.Equal("phq9.4", shown!.Sitting.Next!.Code);
        Assert.Equal((1, 2, null), (shown.Sitting.Answers["phq9.1"], shown.Sitting.Answers["phq9.2"], shown.Sitting.Answers["phq9.3"]));
    }

    [Fact]
    public async Task The_same_answer_again_changes_nothing()
    {
        var sitting = await clinic.Begin(maya, Instrument.Phq9);
        await clinic.Phq9(maya, sitting, 0, 0, 0, 0, 0, 0, 0, 0, 2);
        var before = State();
        Assert.Equal(AnswerCame.Stored, await clinic.Answer(maya, sitting, "phq9.9", 2));
        Assert.Equal(before, State());

        // Nor does the last one, after the sitting is over.
        await clinic.Screener(maya, sitting, "1n 2n 6n");
        before = State();
        Assert.Equal(AnswerCame.WasOver, await clinic.Answer(maya, sitting, "cssrs.6", 0));
        Assert.Equal(before, State());
    }

    [Fact]
    public async Task A_changed_answer_is_kept_beside_the_first_one()
    {
        var sitting = await clinic.Begin(maya, Instrument.Phq9);
        await clinic.Phq9(maya, sitting, 1);
        await clinic.Answer(maya, sitting, "phq9.1", 3);
        Assert.Equal(["1", "3"], clinic.Read(sql => sql.List("SELECT Value FROM SittingAnswers ORDER BY Number", row => row.GetString(0))));
        Assert.Equal(3, (await Show(maya, sitting))!.Sitting.Answers["phq9.1"]);
    }

    [Fact]
    public async Task Item_9_comes_to_the_queue_as_urgent_at_once_and_a_low_screener_takes_nothing_back()
    {
        var device = await clinic.Connect(dana);
        var sitting = await clinic.Begin(maya, Instrument.Phq9);
        await clinic.Phq9(maya, sitting, 0, 0, 0, 0, 0, 0, 0, 0, 1);

        var row = await device.Told((QueueRow told) => told.Patient == maya.Account.ToString());
        Assert.Equal(("urgent", "item9-positive"), (row.Level, row.Reasons[0].Code));
        Assert.Equal(0, Count("Alerts"));

        Assert.Equal(AnswerCame.Ended, await clinic.Screener(maya, sitting, "1y 2n 6n"));
        row = Assert.Single(await Queue());
        Assert.Equal("urgent", row.Level);
        Assert.Contains(row.Reasons, reason => reason.Code == "screener-low");
    }

    [Fact]
    public async Task The_answer_that_makes_it_high_raises_the_alert_itself_and_pages_before_the_end()
    {
        var board = await clinic.Connect(luis);
        var sitting = await clinic.Begin(maya, Instrument.Phq9);
        await clinic.Phq9(maya, sitting, 0, 0, 0, 0, 0, 0, 0, 0, 2);
        Assert.Equal(AnswerCame.Stored, await clinic.Screener(maya, sitting, "1y 2y 3y"));
        Assert.Equal(0, Count("Alerts"));

        Assert.Equal(AnswerCame.HelpFirst, await clinic.Answer(maya, sitting, "cssrs.4", 1));

        // No time passes in this clinic: nothing here waits for a beat.
        var alert = await board.Told((AlertRow told) => told.Patient == maya.Account.ToString());
        Assert.Equal("screener", alert.Cause);
        Assert.Equal("crisis", Assert.Single(await Queue()).Level);
        Assert.True((await Show(maya, sitting))!.IsCrisis);
        Assert.Equal(SittingState.Open, (await Show(maya, sitting))!.State);

        // The button pressed twice: help again, and no second alert.
        Assert.Equal(AnswerCame.HelpFirst, await clinic.Answer(maya, sitting, "cssrs.4", 1));
        Assert.Equal(AnswerCame.Ended, await clinic.Screener(maya, sitting, "5n 6n"));
        Assert.Equal(1, Count("Alerts"));
        Assert.Equal(0, clinic.Read(sql => sql.Number("SELECT COUNT(*) FROM AlertEvents WHERE Kind = 'repeated'")));
    }

    [Fact]
    public async Task An_answer_is_not_stored_without_its_alert()
    {
        var sitting = await clinic.Begin(maya, Instrument.Screener);
        await clinic.Screener(maya, sitting, "1y 2y 3n");
        await clinic.Write("CREATE TRIGGER Fault BEFORE INSERT ON AlertEvents BEGIN SELECT RAISE(ABORT, 'on purpose'); END");
        await Assert.ThrowsAnyAsync<DbException>(() => clinic.Answer(maya, sitting, "cssrs.4", 1));
        Assert.False((await Show(maya, sitting))!.Sitting.Answers.Has("cssrs.4"));
        Assert.Equal((0, 0), (Count("Alerts"), Count("QueueItems")));

        await clinic.Write("DROP TRIGGER Fault");
        Assert.Equal(AnswerCame.HelpFirst, await clinic.Answer(maya, sitting, "cssrs.4", 1));
        Assert.Equal(1, Count("Alerts"));
    }

    [Fact]
    public async Task The_whole_answer_is_undone_when_its_row_of_the_queue_cannot_be_stored()
    {
        var sitting = await clinic.Begin(maya, Instrument.Phq9);
        await clinic.Phq9(maya, sitting, 0, 0, 0, 0, 0, 0, 0, 0);
        await clinic.Write("CREATE TRIGGER Fault BEFORE INSERT ON TriageDecisions BEGIN SELECT RAISE(ABORT, 'on purpose'); END");
        await Assert.ThrowsAnyAsync<DbException>(() => clinic.Answer(maya, sitting, "phq9.9", 1));
        Assert.False((await Show(maya, sitting))!.Sitting.Answers.Has("phq9.9"));
    }

    [Theory]
    [InlineData("BEFORE INSERT ON TriageDecisions")]
    [InlineData("BEFORE INSERT ON CareTasks")]
    public async Task An_alert_hangs_on_nothing_that_fails_beside_it(string fault)
    {
        var board = await clinic.Connect(luis);
        var sitting = await clinic.Begin(maya, Instrument.Screener);
        await clinic.Write($"CREATE TRIGGER Fault {fault} BEGIN SELECT RAISE(ABORT, 'on purpose'); END");

        // Left with the question open that tells whether it is high: the alert comes with the end.
        await clinic.Screener(maya, sitting, "1n 2n 6y");
        Assert.Equal(AnswerCame.Ended, await clinic.Answer(maya, sitting, "cssrs.6.recent", null));
        Assert.Equal("screener", (await board.Told((AlertRow told) => told.Patient == maya.Account.ToString())).Cause);
        Assert.Equal((1L, 1L), (Count("Alerts"), Count("QuestionnaireResults")));
        Assert.Equal(0, Count(fault.Split(' ')[^1]));
    }

    [Theory]
    [InlineData(20, "today", "phq9-severe")]
    [InlineData(19, "routine", "phq9-raised")]
    [InlineData(9, null, null)]
    public async Task A_total_stands_in_the_queue_by_its_threshold_and_a_low_one_asks_nobody(int total, string? level, string? reason)
    {
        await clinic.WholePhq9(maya, total);
        var row = (await Queue()).SingleOrDefault();
        Assert.Equal((level, reason), (row?.Level, row?.Reasons[0].Code));
        Assert.Equal(total, clinic.Read(sql => sql.Number("SELECT Total FROM QuestionnaireResults WHERE Complete")));
    }

    [Fact]
    public async Task A_reliable_deterioration_is_seen_today()
    {
        await clinic.WholePhq9(maya, 3);
        clinic.Clock.Advance(TimeSpan.FromDays(14));
        await clinic.WholePhq9(maya, 8);
        Assert.Empty(await Queue());
        clinic.Clock.Advance(TimeSpan.FromDays(14));
        await clinic.WholePhq9(maya, 9);
        Assert.Equal(("today", "phq9-worse"), ((await Queue()).Single().Level, (await Queue()).Single().Reasons[0].Code));
    }

    [Fact]
    public async Task A_patient_without_a_thread_still_has_a_row_that_somebody_sees()
    {
        var sitting = await clinic.Begin(sam, Instrument.Screener);
        await clinic.Screener(sam, sitting, "1y 2y 3y 4n 5n 6n");
        Assert.Equal("urgent", Assert.Single(await Queue()).Level);
    }

    [Fact]
    public async Task Every_decision_is_stored_and_replays_to_the_same()
    {
        var sitting = await clinic.Begin(maya, Instrument.Phq9);
        await clinic.Phq9(maya, sitting, 3, 3, 3, 3, 3, 3, 3, 3, 2);
        await clinic.Screener(maya, sitting, "1y 2y 3y 4y 5n 6y r?");
        await using var db = await clinic.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<ClinicDb>>().CreateDbContextAsync(Cancelled);
        var decisions = db.Set<StoredDecision>().ToList();
        Assert.NotEmpty(decisions);
        Assert.All(decisions, stored => Assert.Equal(stored.Made(), clinic.Read(stored.Replay)));
    }

    [Fact]
    public async Task Nobody_else_answers_and_nothing_is_answered_that_is_not_asked()
    {
        var sitting = await clinic.Begin(maya, Instrument.Screener);
        Assert.Equal(AnswerCame.NotFound, await clinic.Answer(sam, sitting, "cssrs.1", 1));
        Assert.Equal(AnswerCame.NotFound, await clinic.Answer(dana, sitting, "cssrs.1", 1));
        Assert.Equal(AnswerCame.NotFound, await clinic.Answer(maya, Guid.CreateVersion7(At(24, 9)), "cssrs.1", 1));
        Assert.Equal(AnswerCame.NotAsked, await clinic.Answer(maya, sitting, "cssrs.4", 1));
        Assert.Equal(AnswerCame.NotAsked, await clinic.Answer(maya, sitting, "cssrs.1", 2));
        Assert.Equal(AnswerCame.NotAsked, await clinic.Answer(maya, sitting, "cssrs.1", -1));
        Assert.Equal(AnswerCame.NotAsked, await clinic.Answer(maya, sitting, "phq9.1", 1));
        Assert.Equal(AnswerCame.NotAsked, await clinic.Answer(maya, sitting, "'; DROP TABLE Sittings; --", 1));
        Assert.Null(await Show(sam, sitting));
        Assert.Null(await Show(dana, sitting));
        Assert.False(await clinic.Get<ISender>().Send(new LeaveSitting(sam, sitting), Cancelled));
        Assert.Null(await clinic.Get<ISender>().Send(new BeginSitting(dana, Instrument.Phq9), Cancelled));
        Assert.Equal(0, Count("SittingAnswers"));
        Assert.Equal(SittingState.Open, (await Show(maya, sitting))!.State);
    }

    private string State() => string.Join('|', Tables.Select(Count)) + clinic.Read(sql => sql.Number("SELECT MAX(LeftAt) FROM Sittings"));

    private long Count(string table) => clinic.Read(sql => sql.Number($"SELECT COUNT(*) FROM {table}")) ?? 0;

    private async Task<QueueRow[]> Queue() => (await clinic.Get<ISender>().Send(new ListQueue(dana), Cancelled)).Rows;

    private Task<SittingShown?> Show(Caller by, Guid sitting) => clinic.Get<ISender>().Send(new ShowSitting(by, sitting), Cancelled);
}
