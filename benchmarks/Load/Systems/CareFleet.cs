using CareConnect.Load.Founding;
using CareConnect.Load.Wire;

namespace CareConnect.Load.Systems;

internal sealed class CareFleet : IFleet
{
    private readonly CareConnection[] patients;
    private readonly CareConnection[] therapists;
    private readonly Cast cast;
    private readonly SealedMessages messages;
    private readonly Heartbeat heartbeat;

    private CareFleet(CareConnection[] patients, CareConnection[] therapists, Cast cast, SealedMessages messages)
    {
        (this.patients, this.therapists, this.cast, this.messages) = (patients, therapists, cast, messages);
        heartbeat = new Heartbeat(() =>
        {
            foreach (var connection in patients.Concat(therapists)) connection.Send(Invocation.Ping);
        });
    }

    /// <summary>Everybody connects, in turns over the nodes, so that with two nodes every other message crosses.</summary>
    public static async Task<CareFleet> Open(Workload workload, Recorder recorder, int[] ports)
    {
        var founded = workload.Founded;
        var therapists = new CareConnection[founded.Therapists.Length];
        var patients = new CareConnection[founded.Patients.Length];
        await Parallel.ForAsync(0, therapists.Length, Scratch.Width, async (number, _) =>
        {
            therapists[number] = new CareConnection(false, workload.Messages, recorder);
            await therapists[number].Open(Nodes.TherapistsPort(ports, number), founded.Therapists[number]);
        });
        await Parallel.ForAsync(0, patients.Length, Scratch.Width, async (number, _) =>
        {
            patients[number] = new CareConnection(true, workload.Messages, recorder);
            await patients[number].Open(Nodes.PatientsPort(ports, number, workload.Cast), founded.Patients[number]);
        });
        return new CareFleet(patients, therapists, workload.Cast, workload.Messages);
    }

    public CareConnection Patient(int number) => patients[number];

    public void Send(int thread, int sequence) => (Cast.IsAnswer(sequence) ? therapists[cast.TherapistOf(thread)] : patients[thread])
        .Send(Invocation.OfMessage("Post", thread, sequence, messages[thread, sequence].ToArray()));

    public ValueTask DisposeAsync()
    {
        heartbeat.Dispose();
        foreach (var connection in patients.Concat(therapists)) connection.Dispose();
        return ValueTask.CompletedTask;
    }
}
