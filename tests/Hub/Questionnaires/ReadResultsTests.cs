using CareConnect.Domain.People;
using CareConnect.Domain.Questionnaires;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Crisis;
using CareConnect.Hub.Questionnaires;
using CareConnect.Protocol;
using MediatR;
using static CareConnect.Hub.Tests.CareClinic;

namespace CareConnect.Hub.Tests.Questionnaires;

public sealed class ReadResultsTests : IAsyncLifetime
{
    private CareClinic clinic = null!;
    private Caller dana = null!, luis = null!, tom = null!, maya = null!, sam = null!;
    private string team = null!;

    public async ValueTask InitializeAsync()
    {
        clinic = await Open();
        dana = await clinic.Person("dana", Role.Clinician);
        luis = await clinic.Person("luis", Role.Crisis);
        tom = await clinic.Person("tom", Role.Clinician);
        maya = await clinic.Person("maya", Role.Patient);
        sam = await clinic.Person("sam", Role.Patient);
        await clinic.Team("crisis team", "crisis", luis);
        await clinic.Team("other team", "therapy", tom);
        await clinic.Thread(maya, team = await clinic.Team("dana's team", "therapy", dana));
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    [Fact]
    public async Task The_patients_team_sees_totals_bands_and_screenings_oldest_first()
    {
        await clinic.WholePhq9(maya, 12);
        clinic.Clock.Advance(TimeSpan.FromDays(7));
        var sitting = await clinic.Begin(maya, Instrument.Phq9);
        await clinic.Phq9(maya, sitting, 1, null, 1, 1, 1, 1, 1, 1, 1);
        await clinic.Screener(maya, sitting, "1y 2n 6n");

        var results = (await Read(dana))!;
        Assert.Equal(
            [
                new ScoreResult("phq9", At(24, 10).ToUnixTimeMilliseconds(), 12, "moderate", null),
                new ScoreResult("phq9", At(24, 10).AddDays(7).ToUnixTimeMilliseconds(), null, null, null),
            ],
            results.Scores);
        Assert.Equal([new ScreeningResult(At(24, 10).AddDays(7).ToUnixTimeMilliseconds(), "low", true, false)], results.Screenings);
        Assert.Equal((6, 4), (results.Phq9ReliableChange, results.Gad7ReliableChange));
    }

    [Fact]
    public async Task A_responder_sees_a_high_screener_while_the_patient_is_still_answering()
    {
        await clinic.Screener(maya, await clinic.Begin(maya, Instrument.Screener), "1y 2y 3n 4y");
        Assert.Equal([new ScreeningResult(At(24, 10).ToUnixTimeMilliseconds(), "high", false, true)], (await Read(luis))!.Screenings);
    }

    [Fact]
    public async Task Nobody_else_sees_that_there_is_such_a_patient()
    {
        await clinic.WholePhq9(maya, 12);
        foreach (var caller in new[] { tom, luis, maya, sam }) Assert.Null(await Read(caller));
        Assert.Null(await clinic.Get<ISender>().Send(new ReadResults(dana, sam.Account), TestContext.Current.CancellationToken));
        Assert.Null(await clinic.Get<ISender>().Send(new ReadResults(dana, Guid.CreateVersion7(At(24, 9))), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Who_has_left_the_team_sees_nothing_from_then_on()
    {
        Assert.NotNull(await Read(dana));
        await clinic.Drop(team, dana.Person!);
        Assert.Null(await Read(dana));
    }

    [Fact]
    public async Task A_responder_sees_them_while_an_alert_is_open()
    {
        await clinic.WholePhq9(maya, 12);
        await clinic.Get<ISender>().Send(new RaiseAlert(maya, Guid.CreateVersion7(At(24, 10)), "help-button"), TestContext.Current.CancellationToken);
        Assert.Single((await Read(luis))!.Scores);
        await clinic.Write("UPDATE Alerts SET State = 'closed'");
        Assert.Null(await Read(luis));
    }

    private Task<PatientResults?> Read(Caller by) =>
        clinic.Get<ISender>().Send(new ReadResults(by, maya.Account), TestContext.Current.CancellationToken);
}
