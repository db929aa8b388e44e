using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto.Tests.World;

/// <summary>
/// A server in memory that stores what the protocol's Post and Commit allow, with the same pure verifier and newest links as the hub.
/// One link per n: the loser of a race gets the winner.
/// </summary>
public sealed class MemoryServer(HandClock clock) : ILinks
{
    private readonly Dictionary<Hash, Card> _cards = [];
    private readonly Dictionary<Hash, List<Card>> _persons = [];
    private readonly Dictionary<Hash, Manifest> _links = [];
    private readonly Dictionary<(Hash Circle, PublicKey Device, Guid Id), (ulong Number, byte[] Bytes)> _posted = [];

    public Dictionary<Hash, StoredKeys> Keys { get; } = [];
    public Dictionary<Hash, StoredCircle> Circles { get; } = [];
    public Hash? Clinic { get; set; }

    /// <summary>Cards, clinic links and team links in the order they were accepted.</summary>
    public List<SignedObject> Accepted { get; } = [];

    public Card? Card(Hash name) => _cards.GetValueOrDefault(name);
    public Manifest? Manifest(Hash name) => _links.GetValueOrDefault(name);
    public IReadOnlyList<Card> Cards(Hash person) => _persons.TryGetValue(person, out var chain) ? chain : [];
    public Hash? Newest(Hash chain)
        => _persons.TryGetValue(chain, out var cards) ? cards[^1].Name
            : Circles.TryGetValue(chain, out var circle) ? circle.Epochs[^1].Name
            : null;

    public Refusal Store(CardUpdate update)
    {
        if (!Verification.Card.TryDecode(update.Card, out var card, out var refusal)) return refusal;
        var person = card.N == 0 ? card.Name : _persons.FirstOrDefault(entry => entry.Value.Any(link => link.Name == card.Prev)).Key;
        refusal = CardRules.Check(card, Cards(person));
        if (refusal != Refusal.None) return refusal;
        if (card.Keyring != Hash.Of(update.Keyring)) return Refusal.KeysWithheld;
        _cards[card.Name] = card;
        if (!_persons.TryGetValue(person, out var chain)) _persons[person] = chain = [];
        chain.Add(card);
        Keys[person] = new StoredKeys(update.Keyring, update.Wraps);
        Accepted.Add(card);
        return Refusal.None;
    }

    public Refusal Commit(CircleLink link) => Commit(link.Circle, link.Manifest.Bytes.ToArray(), link.CopiesByPrincipal);

    public Refusal Commit(Hash circle, byte[] bytes, IReadOnlyDictionary<Hash, byte[]> copies)
    {
        if (!Verification.Manifest.TryDecode(bytes, out var manifest, out var refusal)) return refusal;
        var stored = Circles.GetValueOrDefault(circle);
        if (stored is null && manifest.Name != circle) return Refusal.WrongPrev;
        refusal = ManifestRules.Check(manifest, stored?.Epochs[^1], new ManifestContext(this, Clinic, stored?.Last ?? 0, stored?.Hash ?? Log.Start));
        if (refusal == Refusal.None) refusal = CopyRules.Check(manifest, copies);
        if (refusal != Refusal.None) return refusal;
        if (stored is null) Circles[circle] = stored = new StoredCircle();
        stored.Epochs.Add(manifest);
        foreach (var (principal, copy) in copies) stored.Copies.Add(new SealedCopy(manifest.N, principal, copy));
        stored.Append(bytes, manifest.Name, clock.Milliseconds);
        if (manifest.Kind is Kind.Clinic or Kind.Team)
        {
            _links[manifest.Name] = manifest;
            Accepted.Add(manifest);
        }
        if (manifest.Kind == Kind.Clinic) Clinic ??= circle;
        return Refusal.None;
    }

    public (Refusal Refusal, ulong Number) Post(byte[] bytes)
    {
        if (!Message.TryDecode(bytes, out var message, out var refusal)) return (refusal, 0);
        if (!Circles.TryGetValue(message.Header.Circle, out var circle)) return (Refusal.WrongCircle, 0);
        var key = (message.Header.Circle, message.Header.Device, message.Header.Id);
        if (_posted.TryGetValue(key, out var first)) return (first.Bytes.AsSpan().SequenceEqual(bytes) ? Refusal.None : Refusal.Different, first.Number);
        if (message.Header.Epoch != circle.Epochs[^1].N) return (Refusal.WrongEpoch, 0);
        if (Staleness.IsStale(circle.Epochs[^1], Circles[Clinic!.Value].Epochs[^1], this)) return (Refusal.Stale, 0);
        refusal = MessageRules.CheckSender(message, circle.Epochs[^1], message.Header.Circle, this);
        if (refusal != Refusal.None) return (refusal, 0);
        if (message.Header.SeenN > circle.Last || circle.Log[(int)message.Header.SeenN] != message.Header.SeenH) return (Refusal.WrongSeen, 0);
        if (!message.VerifySignature(message.Header.Device)) return (Refusal.BadSignature, 0);
        circle.Append(bytes, message.Name, clock.Milliseconds);
        _posted[key] = (circle.Last, bytes);
        return (Refusal.None, circle.Last);
    }
}

public sealed record StoredKeys(byte[] Keyring, IReadOnlyList<byte[]> Wraps);

public sealed class StoredCircle
{
    public List<Manifest> Epochs { get; } = [];
    public List<SealedCopy> Copies { get; } = [];
    public List<LogEntry> Entries { get; } = [];
    public List<Hash> Log { get; } = [Verification.Log.Start];
    public ulong Last => (ulong)Entries.Count;
    public Hash Hash => Log[^1];

    public void Append(byte[] bytes, Hash name, ulong time)
    {
        Entries.Add(new LogEntry(Last + 1, bytes, time));
        Log.Add(Verification.Log.Next(Hash, name));
    }
}
