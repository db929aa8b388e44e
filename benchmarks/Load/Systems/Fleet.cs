using CareConnect.Load.Wire;

namespace CareConnect.Load.Systems;

/// <summary>People at their connections, whatever these speak.</summary>
internal sealed class Fleet<T> : IFleet
    where T : Connection
{
    private readonly T[] therapists;
    private readonly T[] patients;
    private readonly Cast cast;
    private readonly Action<T, int, int> send;
    private readonly Timer heartbeat;

    private Fleet(T[] therapists, T[] patients, Cast cast, Action<T, int, int> send, byte[] ping)
    {
        (this.therapists, this.patients, this.cast, this.send) = (therapists, patients, cast, send);
        // A hub drops who says nothing for half a minute.
        heartbeat = new Timer(_ => Ping(ping), null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));
    }

    public IReadOnlyList<T> Patients => patients;

    public IReadOnlyList<T> Therapists => therapists;

    /// <summary>Everybody connects, in turns over the nodes, so that with two of them every other message crosses.</summary>
    /// <param name="ports">Of the nodes.</param>
    /// <param name="therapist">Connects this therapist at this port.</param>
    /// <param name="patient">Connects this patient at this port.</param>
    /// <param name="send">Sends a message of a thread by a connection.</param>
    /// <param name="ping">What keeps a connection open that says nothing else.</param>
    public static async Task<Fleet<T>> Open(
        Cast cast, IReadOnlyList<int> ports, Func<int, int, Task<T>> therapist, Func<int, int, Task<T>> patient, Action<T, int, int> send, byte[] ping)
    {
        var therapists = new T[cast.Therapists];
        var patients = new T[cast.Patients];
        await Parallel.ForAsync(0, therapists.Length, Scratch.Width, async (number, _) =>
            therapists[number] = await therapist(number, ports[number % ports.Count]));
        await Parallel.ForAsync(0, patients.Length, Scratch.Width, async (number, _) =>
            patients[number] = await patient(number, ports[(cast.TherapistOf(number) + (number / cast.Therapists)) % ports.Count]));
        return new Fleet<T>(therapists, patients, cast, send, ping);
    }

    public void Send(int thread, int sequence) =>
        send(Cast.IsAnswer(sequence) ? therapists[cast.TherapistOf(thread)] : patients[thread], thread, sequence);

    public ValueTask DisposeAsync()
    {
        heartbeat.Dispose();
        foreach (var connection in therapists.Concat(patients)) connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Ping(byte[] ping)
    {
        if (ping.Length == 0) return;
        foreach (var connection in therapists.Concat(patients)) connection.Send(ping);
    }
}
