using CareConnect.Domain.People;
using CareConnect.Domain.Questionnaires;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Questionnaires;
using CareConnect.Hub.Tasks;
using CareConnect.Protocol;
using MediatR;
using static CareConnect.Hub.Tests.CareClinic;

namespace CareConnect.Hub.Tests.Questionnaires;

public sealed class RiskTests : IAsyncLifetime
{
    private const string Low = "1y 2n 6n", Moderate = "1y 2y 3y 4n 5n 6n", None = "1n 2n 6n";

    private CareClinic clinic = null!;
    private Caller dana = null!, tom = null!, luis = null!, maya = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        clinic = await Open();
        dana = await clinic.Person("dana", Role.Clinician);
        tom = await clinic.Person("tom", Role.FrontDesk);
        luis = await clinic.Person("luis", Role.Crisis);
        maya = await clinic.Person("maya", Role.Patient);
        await clinic.Team("crisis team", "crisis", luis);
        await clinic.Thread(maya, await clinic.Team("dana's team", "therapy", dana, tom));
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    [Theory]
    [InlineData(Low, 30)]
    [InlineData(Moderate, 14)]
    [InlineData("1y 2y 3n 4y 5n 6n", 7)]
    [InlineData("1n 2n 6y r?", 7)]
    public async Task A_screener_brings_its_duties_by_the_end_of_their_day(string answers, int days)
    {
        await Screened(answers);
        var due = new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.FromHours(-7)).AddDays(days).ToUnixTimeMilliseconds();
        Assert.Equal([("contact", due), ("reassess", due)], ToDo());
    }

    [Fact]
    public async Task None_has_no_duty()
    {
        await Screened(None);
        Assert.Empty(ToDo());
        Assert.Null((await Results()).Risk);
    }

    [Fact]
    public async Task A_higher_level_has_days_of_its_own_and_a_lower_screener_changes_nothing()
    {
        await Screened(Low);
        await Screened(Moderate);
        Assert.Equal(4, ToDo().Count);
        await Screened(Low);
        await Screened(None);
        Assert.Equal(4, ToDo().Count);
        Assert.Equal("moderate", (await Results()).Risk!.Level);
    }

    [Fact]
    public async Task What_was_done_is_due_again_counted_from_when_it_was_done()
    {
        await Screened(Low);
        clinic.Clock.Advance(TimeSpan.FromDays(3));
        await Finish("reassess");
        await Renew();
        var due = new DateTimeOffset(2026, 11, 28, 0, 0, 0, TimeSpan.FromHours(-7)).AddDays(30).ToUnixTimeMilliseconds();
        Assert.Contains(("reassess", due), ToDo());
        Assert.Equal(2, ToDo().Count);

        // Clocks that beat at once add it once.
        await Finish("contact");
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(Renew)));
        Assert.Equal(2, ToDo().Count);
    }

    [Fact]
    public async Task A_person_steps_it_down_with_a_reason_and_then_its_own_days_count()
    {
        await Screened(Moderate);
        Assert.Null((await StepDown(dana, "low")).Error);
        Assert.Equal(new RiskInForce("low", At(24, 10).ToUnixTimeMilliseconds(), dana.Person), (await Results()).Risk);
        Assert.Equal("spoke-with-patient", clinic.Read(sql => sql.Text("SELECT Reason FROM RiskLevels WHERE Actor IS NOT NULL")));

        await Finish("contact");
        await Renew();
        var due = new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.FromHours(-7)).AddDays(30).ToUnixTimeMilliseconds();
        Assert.Contains(("contact", due), ToDo());

        Assert.Null((await StepDown(dana, "none")).Error);
        await Finish("contact");
        await Renew();
        Assert.DoesNotContain("contact", ToDo().Select(task => task.Kind));

        // A new screener raises it again.
        await Screened(Low);
        Assert.Equal("low", (await Results()).Risk!.Level);
    }

    [Fact]
    public async Task Nobody_else_steps_it_down_and_nobody_while_an_alert_is_open()
    {
        await Screened(Moderate);
        Assert.Equal(HubErrors.NotAllowed, (await StepDown(tom, "low")).Error);
        Assert.Equal(HubErrors.NotFound, (await StepDown(luis, "low")).Error);
        Assert.Equal(HubErrors.NotFound, (await StepDown(maya, "low")).Error);
        Assert.Equal(HubErrors.WrongState, (await StepDown(dana, "moderate")).Error);
        Assert.Equal(HubErrors.WrongState, (await StepDown(dana, "high")).Error);
        Assert.Equal(HubErrors.Malformed, (await StepDown(dana, "lower")).Error);
        Assert.Equal(HubErrors.Malformed, (await StepDown(dana, "low", "because")).Error);

        await Screened("1y 2y 3n 4y 5n 6n");
        Assert.Equal(HubErrors.WrongState, (await StepDown(dana, "low")).Error);
        Assert.Equal("high", (await Results()).Risk!.Level);
    }

    [Fact]
    public async Task A_relapse_after_remission_opens_one_review_and_tells_the_team()
    {
        foreach (var (total, course) in new[] { (16, (string?)null), (4, "remission"), (8, "response") })
        {
            await clinic.WholePhq9(maya, total);
            Assert.Equal(course, (await Results()).Scores[^1].Course);
            clinic.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Empty(ToDo());
        var device = await clinic.Connect(dana);
        await clinic.WholePhq9(maya, 10);
        Assert.Equal([("review", At(30, 10).ToUnixTimeMilliseconds())], ToDo());
        Assert.Equal("review", (await device.Told((TaskRow told) => told.Kind == "review")).Kind);
        clinic.Clock.Advance(TimeSpan.FromDays(1));
        await clinic.WholePhq9(maya, 12);
        Assert.Single(ToDo());
    }

    private async Task Screened(string answers) => await clinic.Screener(maya, await clinic.Begin(maya, Instrument.Screener), answers);

    private List<(string Kind, long Due)> ToDo() => clinic.Read(sql => sql.List(
        "SELECT Kind, Due FROM CareTasks WHERE State = 'open' AND Record = ?1 ORDER BY Kind, Due", row => (row.GetString(0), row.GetInt64(1)), maya.Account));

    private async Task Finish(string kind)
    {
        var task = clinic.Read(sql => sql.First("SELECT Id FROM CareTasks WHERE State = 'open' AND Kind = ?1", row => row.GetGuid(0), kind));
        Assert.Null((await clinic.Get<ISender>().Send(new FinishTask(dana, task), Cancelled)).Error);
    }

    private Task<int> Renew() => clinic.Get<RiskClock>().RenewAll(Cancelled);

    private Task<Reply> StepDown(Caller by, string level, string reason = "spoke-with-patient") =>
        clinic.Get<ISender>().Send(new StepDownRisk(by, maya.Account, level, reason), Cancelled);

    private async Task<PatientResults> Results() => (await clinic.Get<ISender>().Send(new ReadResults(dana, maya.Account), Cancelled))!;
}
