using CareConnect.Protocol;

namespace CareConnect.Faults.Tests.History;

/// <summary>Patients who raise alerts, and responders who take them. Neither gives up before there is an answer.</summary>
internal static class CrisisWork
{
    // 2099-01-01, on any day of any test.
    private const long FollowUp = 4_070_908_800_000;

    public static async Task Raise(Participant patient, Recorder recorder, Random random, CancellationToken quiet, CancellationToken stop)
    {
        while (!quiet.IsCancellationRequested)
        {
            await Wait(random.Next(500, 2500), quiet);
            var alert = Guid.CreateVersion7();
            recorder.Add(at => new Raising(at, patient.Name, alert));
            var reply = await patient.Insist(hub => hub.RaiseAlert(alert, "help-button"), stop);
            if (reply.Error is not null) throw new InvalidOperationException($"Raising an alert was refused: {reply.Error}");
            recorder.Add(at => new Raised(at, patient.Name, alert, reply.Alert));
        }
    }

    public static async Task Answer(Participant responder, Recorder recorder, Random random, CancellationToken quiet, CancellationToken stop)
    {
        while (!quiet.IsCancellationRequested)
        {
            await Wait(random.Next(200, 600), quiet);
            var board = await responder.Insist(hub => hub.Board(), stop);
            foreach (var alert in board.Alerts.Where(alert => alert.State == "paged" && random.NextDouble() < 0.2))
            {
                var reply = await responder.Insist(hub => hub.TakeAlert(alert.Alert), stop);
                if (reply.Error is not null) continue;
                recorder.Add(at => new Took(at, responder.Name, alert.Alert));
                if (random.Next(4) == 0)
                {
                    await responder.Insist(hub => hub.GiveBack(alert.Alert), stop);
                    continue;
                }

                await responder.Insist(hub => hub.ContactMade(alert.Alert), stop);
                if (random.Next(4) != 0)
                    await responder.Insist(hub => hub.CloseAlert(alert.Alert, "safe-with-plan", responder.Person, FollowUp), stop);
            }
        }
    }

    private static async Task Wait(int milliseconds, CancellationToken quiet)
    {
        try
        {
            await Task.Delay(milliseconds, quiet);
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }
}
