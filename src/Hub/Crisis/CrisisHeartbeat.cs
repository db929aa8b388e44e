using System.Collections.Concurrent;

namespace CareConnect.Hub.Crisis;

/// <summary>A part of the crisis engine that must never stop.</summary>
public enum EnginePart
{
    /// <summary>Reads due timers and pages.</summary>
    Clock,

    /// <summary>Looks for alerts that the clock has lost.</summary>
    Auditor,
}

/// <summary>When each part of the engine last went round with success, by the monotonic clock of this process.</summary>
public sealed class CrisisHeartbeat(TimeProvider clock)
{
    private readonly ConcurrentDictionary<EnginePart, long> beats = [];
    private readonly long started = clock.GetTimestamp();

    /// <summary>This part has gone round.</summary>
    public void Beat(EnginePart part) => beats[part] = clock.GetTimestamp();

    /// <summary>How long ago it last did; since the start when it never has.</summary>
    public TimeSpan Age(EnginePart part) => clock.GetElapsedTime(beats.TryGetValue(part, out var at) ? at : started);
}
