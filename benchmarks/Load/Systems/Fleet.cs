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
    private readonly Heartbeat heartbeat;

    private Fleet(T[] therapists, T[] patients, Cast cast, Action<T, int, int> send)
    {
        (this.therapists, this.patients, this.cast, this.send) = (therapists, patients, cast, send);
        heartbeat = new Heartbeat(() => therapists.Concat(patients));
    }

    public IReadOnlyList<T> Patients => patients;

    public IReadOnlyList<T> Therapists => therapists;

    /// <summary>Everybody connects, in turns over the nodes, so that with two of them every other message crosses.</summary>
    /// <param name="ports">Of the nodes.</param>
    /// <param name="therapist">Connects this therapist at this port.</param>
    /// <param name="patient">Connects this patient at this port.</param>
    /// <param name="send">Sends a message of a thread by a connection.</param>
    public static async Task<Fleet<T>> Open(
        Cast cast, IReadOnlyList<int> ports, Func<int, int, Task<T>> therapist, Func<int, int, Task<T>> patient, Action<T, int, int> send)
    {
        var therapists = new T[cast.Therapists];
        var patients = new T[cast.Patients];
        await Parallel.ForAsync(0, therapists.Length, Scratch.Width, async (number, _) =>
            therapists[number] = await therapist(number, ports[number % ports.Count]));
        await Parallel.ForAsync(0, patients.Length, Scratch.Width, async (number, _) =>
            patients[number] = await patient(number, ports[(cast.TherapistOf(number) + (number / cast.Therapists)) % ports.Count]));
        return new Fleet<T>(therapists, patients, cast, send);
    }

    public void Send(int thread, int sequence) =>
        send(Cast.IsAnswer(sequence) ? therapists[cast.TherapistOf(thread)] : patients[thread], thread, sequence);

    public ValueTask DisposeAsync()
    {
        heartbeat.Dispose();
        foreach (var connection in therapists.Concat(patients)) connection.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>Says for every connection that it is still there: a hub drops who is silent for half a minute.</summary>
internal sealed class Heartbeat(Func<IEnumerable<Connection>> connections) : IDisposable
{
    private readonly Timer timer = new(_ => Beat(connections), null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));

    public void Dispose() => timer.Dispose();

    private static void Beat(Func<IEnumerable<Connection>> connections)
    {
        foreach (var connection in connections())
            if (connection.Heartbeat is { Length: > 0 } beat) connection.Send(beat);
    }
}
