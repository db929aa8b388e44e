using CareConnect.Domain.People;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Crisis;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using MediatR;
using static CareConnect.Hub.Tests.CareClinic;

namespace CareConnect.Hub.Tests.Crisis;

public sealed class KilledTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(18)]
    public async Task A_clinic_that_is_killed_has_lost_no_alert_and_no_item_is_half_moved(int acknowledged)
    {
        await BusyClinic.WorkIfSecond();
        await using var clinic = await Open();
        var luis = await clinic.Person("luis", Role.Crisis);
        await clinic.Team("crisis team", "crisis", luis);
        await clinic.Team("dana's team", "therapy", await clinic.Person("dana", Role.Clinician));

        // kill -9 in the middle of its work.
        var heard = await BusyClinic.KillAfter(
            acknowledged, clinic.Folder, nameof(A_clinic_that_is_killed_has_lost_no_alert_and_no_item_is_half_moved));

        // (1) Every acknowledged alert is there with its first event; none is there without one.
        Assert.Equal([], clinic.Read(sql => heard.Where(alert => !sql.Any(
            "SELECT 1 FROM Alerts a JOIN AlertEvents e ON e.Alert = a.Id AND e.Number = 1 AND e.Kind = 'raised' WHERE a.Id = ?1", alert)).ToList()));
        Assert.False(clinic.Read(sql => sql.Any(
            "SELECT 1 FROM Alerts a WHERE NOT EXISTS (SELECT 1 FROM AlertEvents e WHERE e.Alert = a.Id AND e.Number = 1)")));

        // (2) Whatever it had left unpaged is paged, once its claim on what it was about to page has run out.
        clinic.Clock.Advance(TimerStore.Lease);
        await clinic.Get<AlertPager>().RunDue();
        var board = (await clinic.Get<ISender>().Send(
            new ShowBoard(luis), TestContext.Current.CancellationToken)).Alerts;
        Assert.All(board, row => Assert.Equal(("paged", luis.Person), (row.State, row.Events.Where(told => told.Kind == "paged").Select(told => told.Detail).Distinct().Single())));
        Assert.Superset(heard.ToHashSet(), board.Select(row => row.Alert).ToHashSet());

        // (3) Every item stands where its last decision and its last event put it.
        Assert.Equal([], clinic.Read(sql => sql.List(
            """
            SELECT i.Id FROM QueueItems i
            JOIN TriageDecisions d ON d.Item = i.Id AND d.Number = (SELECT MAX(Number) FROM TriageDecisions WHERE Item = i.Id)
            WHERE (i.Level, i.ClaimBy, i.Reasons) <> (d.Level, d.ClaimBy, d.Reasons)
                OR (SELECT COUNT(*) FROM QueueEvents WHERE Item = i.Id) <> d.Number
            """,
            row => row.GetGuid(0))));
    }
}
