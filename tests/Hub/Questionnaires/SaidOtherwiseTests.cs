using CareConnect.Domain.People;
using CareConnect.Domain.Questionnaires;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Questionnaires;
using CareConnect.Protocol;
using MediatR;
using static CareConnect.Hub.Tests.CareClinic;

namespace CareConnect.Hub.Tests.Questionnaires;

/// <summary>What is shared without a questionnaire: medication, and a missed visit at high risk.</summary>
public sealed class SaidOtherwiseTests : IAsyncLifetime
{
    private CareClinic clinic = null!;
    private Caller dana = null!, omar = null!, maya = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        clinic = await Open();
        dana = await clinic.Person("dana", Role.Clinician);
        omar = await clinic.Person("omar", Role.Clinician);
        maya = await clinic.Person("maya", Role.Patient);
        await clinic.Team("other team", "therapy", omar);
        await clinic.Thread(maya, await clinic.Team("dana's team", "therapy", dana));
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    [Theory]
    [InlineData(true, "medication-ran-out")]
    [InlineData(false, "medication-stopped")]
    public async Task A_medication_that_ran_out_or_was_stopped_is_seen_the_same_working_day(bool ranOut, string reason)
    {
        Assert.Equal(At(24, 17), await Report(maya, ranOut));
        var row = Assert.Single(await Queue());
        Assert.Equal(("today", reason), (row.Level, row.Reasons[0].Code));
    }

    [Fact]
    public async Task A_button_pressed_twice_is_one_signal_and_an_hour_later_it_is_said_again()
    {
        await Report(maya, true);
        await Report(maya, true);
        Assert.Equal(1, Decisions());
        await Report(maya, false);
        Assert.Equal(2, Decisions());
        clinic.Clock.Advance(TimeSpan.FromHours(1));
        await Report(maya, true);
        Assert.Equal(3, Decisions());
        Assert.Null(await Report(dana, true));
    }

    [Fact]
    public async Task A_missed_visit_at_high_risk_is_urgent_and_at_any_other_level_is_refused()
    {
        Assert.Equal(HubErrors.WrongState, (await NoShow(dana)).Error);
        await clinic.Screener(maya, await clinic.Begin(maya, Instrument.Screener), "1y 2y 3n 4y 5n 6n");
        Assert.Null((await NoShow(dana)).Error);
        Assert.Contains((await Queue()).Single().Reasons, reason => reason.Code == "high-risk-no-show");
        var before = Decisions();
        Assert.Null((await NoShow(dana)).Error);
        Assert.Equal(before, Decisions());
    }

    [Fact]
    public async Task Nobody_else_records_it()
    {
        await clinic.Screener(maya, await clinic.Begin(maya, Instrument.Screener), "1y 2y 3n 4y 5n 6n");
        foreach (var caller in new[] { omar, maya }) Assert.Equal(HubErrors.NotFound, (await NoShow(caller)).Error);
    }

    private Task<DateTimeOffset?> Report(Caller by, bool ranOut) => clinic.Get<ISender>().Send(new ReportMedication(by, ranOut), Cancelled);

    private Task<Reply> NoShow(Caller by) => clinic.Get<ISender>().Send(new RecordNoShow(by, maya.Account), Cancelled);

    private long Decisions() => clinic.Read(sql => sql.Number("SELECT COUNT(*) FROM TriageDecisions")) ?? 0;

    private async Task<QueueRow[]> Queue() => (await clinic.Get<ISender>().Send(new ListQueue(dana), Cancelled)).Rows;
}
