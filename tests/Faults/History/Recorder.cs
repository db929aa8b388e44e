using System.Collections.Concurrent;

namespace CareConnect.Faults.Tests.History;

/// <summary>Takes down what all clients of a run do and see, by one clock.</summary>
internal sealed class Recorder
{
    private readonly ConcurrentQueue<Happening> happenings = [];
    private long now;

    public IReadOnlyCollection<Happening> History => happenings;

    /// <summary>This instant: later than all that were given before.</summary>
    public long Now() => Interlocked.Increment(ref now);

    public void Add(Func<long, Happening> happening) => happenings.Enqueue(happening(Now()));
}
