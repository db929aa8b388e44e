using CareConnect.Domain.People;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Crisis;
using CareConnect.Hub.Queue;
using CareConnect.Protocol;
using MediatR;
using static CareConnect.Hub.Tests.CareClinic;

namespace CareConnect.Hub.Tests.Crisis;

/// <summary>Two writers, as two processes on one database have them.</summary>
public sealed class TwoNodesTests
{
    [Fact]
    public async Task On_two_nodes_too_exactly_one_takes_an_alert_and_one_claims_an_item()
    {
        await using var first = await Open();
        var luis = await first.Person("luis", Role.Crisis);
        var amari = await first.Person("amari", Role.Crisis);
        var team = await first.Team("crisis team", "crisis", luis, amari);
        await using var second = await Open(first.Folder);
        var (one, two) = (first.Get<ISender>(), second.Get<ISender>());
        var cancellation = TestContext.Current.CancellationToken;

        for (var round = 0; round < 10; round++)
        {
            var patient = await first.Person($"patient {round}", Role.Patient);
            var thread = await first.Thread(patient, team);
            var alert = (await one.Send(new RaiseAlert(patient, Guid.CreateVersion7(first.Clock.GetUtcNow()), "help-button"), cancellation)).Alert;
            var item = (await second.Writer.Run(tx => QueueIntake.PatientWrote(
                tx, thread, patient.Account, patient.Person!, HowSoon.Today, null, second.Clock.GetUtcNow())))!.Value;

            TakeReply[] taken = await Task.WhenAll(
                Task.Run(() => one.Send(new TakeAlert(luis, alert))), Task.Run(() => two.Send(new TakeAlert(amari, alert))));
            TakeReply[] claimed = await Task.WhenAll(
                Task.Run(() => one.Send(new ClaimItem(luis, item))), Task.Run(() => two.Send(new ClaimItem(amari, item))));

            foreach (var replies in new[] { taken, claimed })
            {
                var winner = replies[0].Error is null ? luis : amari;
                Assert.Single(replies, reply => reply == new TakeReply(null));
                Assert.Single(replies, reply => reply == new TakeReply(HubErrors.AlreadyTaken, winner.Person));
            }
        }
    }

    [Fact]
    public async Task Presses_on_two_nodes_are_one_open_alert()
    {
        await using var first = await Open();
        var maya = await first.Person("maya", Role.Patient);
        await using var second = await Open(first.Folder);
        var replies = await Task.WhenAll(Enumerable.Range(0, 16).Select(press => Task.Run(() =>
            (press % 2 == 0 ? first : second).Get<ISender>().Send(
                new RaiseAlert(maya, Guid.CreateVersion7(first.Clock.GetUtcNow()), "help-button")))));
        Assert.Single(replies.Select(reply => reply.Alert).Distinct());
        Assert.Single(replies, reply => reply is { Error: null, Repeated: false });
    }
}
