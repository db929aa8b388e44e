using System.Collections.Concurrent;
using CareConnect.Crypto.Verification;

namespace CareConnect.Hub.Keys;

/// <summary>Decoded links by name. A link never changes, so neither does an entry; the number of them is bounded.</summary>
public sealed class LinkCache
{
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<Hash, SignedObject> links = new();
    private readonly ConcurrentQueue<Hash> order = new();

    internal T? Find<T>(Hash name)
        where T : SignedObject => links.TryGetValue(name, out SignedObject? link) ? link as T : null;

    internal void Add(SignedObject link)
    {
        if (!links.TryAdd(link.Name, link))
            return;
        order.Enqueue(link.Name);
        while (links.Count > Most && order.TryDequeue(out Hash oldest))
            links.TryRemove(oldest, out _);
    }
}
