using CareConnect.Domain.Questionnaires;
using CareConnect.Domain.Triage;
using static CareConnect.Domain.Tests.Denver;

namespace CareConnect.Domain.Tests.Questionnaires;

public sealed class DutiesTests
{
    [Theory]
    [InlineData(RiskLevel.High, 7)]
    [InlineData(RiskLevel.Moderate, 14)]
    [InlineData(RiskLevel.Low, 30)]
    public void Risk_is_looked_at_and_the_patient_contacted_by_the_end_of_that_day(RiskLevel level, int days)
    {
        var duties = Duties.Of(level, Nov(2, 23, 59), Denver.Calendar, Thresholds.Default);
        var end = Nov(3, 0).AddDays(days).ToUniversalTime();
        Assert.Equal([new Duty(DutyKind.Reassess, end), new Duty(DutyKind.Contact, end)], duties);
    }

    [Fact]
    public void The_day_ends_by_the_wall_clock_across_daylight_saving()
    {
        // The clocks of Denver went back on November 1, 2026.
        var from = new DateTimeOffset(2026, 10, 30, 12, 0, 0, TimeSpan.FromHours(-6));
        var due = Duties.Of(RiskLevel.High, from, Denver.Calendar, Thresholds.Default)[0].DueAt;
        Assert.Equal(new DateTimeOffset(2026, 11, 7, 0, 0, 0, TimeSpan.FromHours(-7)), due);
    }

    [Fact]
    public void No_risk_has_no_duty_of_its_own() =>
        Assert.Empty(Duties.Of(RiskLevel.None, Nov(2, 12), Denver.Calendar, Thresholds.Default));

    [Fact]
    public void A_tuned_cadence_is_kept()
    {
        var limits = Thresholds.Default with { ModerateRisk = new Cadence(10, 3) };
        var duties = Duties.Of(RiskLevel.Moderate, Nov(2, 12), Denver.Calendar, limits);
        Assert.Equal([Nov(13, 0).ToUniversalTime(), Nov(6, 0).ToUniversalTime()], duties.Select(duty => duty.DueAt));
    }

    [Fact]
    public void A_high_risk_no_show_is_called_at_once_and_the_plans_contacts_within_the_hour() =>
        Assert.Equal(
            [
                new Duty(DutyKind.Call, Nov(23, 10)),
                new Duty(DutyKind.CallPlanContacts, Nov(23, 11)),
                new Duty(DutyKind.ConsultSupervisor, Nov(23, 11)),
            ],
            Duties.OfNoShow(Nov(23, 10)));
}
