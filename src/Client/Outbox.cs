namespace CareConnect.Client;

/// <summary>
/// Sealed messages that are not acknowledged yet. A retry posts the very same bytes: the hub tells by them that it has the
/// message already. To be kept with the device's keys, so that a retry after a crash is one, too.
/// </summary>
public sealed class Outbox
{
    private readonly Dictionary<Guid, byte[]> waiting;
    private readonly Lock held = new();

    /// <param name="kept">Ids with their sealed bytes, from the device's store.</param>
    public Outbox(IReadOnlyDictionary<Guid, byte[]>? kept = null) => waiting = new(kept ?? new Dictionary<Guid, byte[]>());

    /// <summary>What waits, to be stored.</summary>
    public IReadOnlyDictionary<Guid, byte[]> Waiting
    {
        get
        {
            lock (held) return new Dictionary<Guid, byte[]>(waiting);
        }
    }

    internal byte[]? Find(Guid id)
    {
        lock (held) return waiting.GetValueOrDefault(id);
    }

    internal void Keep(Guid id, byte[] bytes)
    {
        lock (held) waiting[id] = bytes;
    }

    internal void Forget(Guid id)
    {
        lock (held) waiting.Remove(id);
    }
}
