using CareConnect.Crypto;
using CareConnect.Crypto.Verification;

namespace CareConnect.Interop.Tests;

/// <summary>A circle as the server keeps it.</summary>
public sealed class Shelf
{
    public List<Manifest> Epochs { get; } = [];

    public List<LogEntry> Entries { get; } = [];

    public List<Hash> Hashes { get; } = [Log.Start];

    public List<SealedCopy> Copies { get; } = [];

    public Dictionary<(PublicKey Device, Guid Id), (Message Message, ulong Number)> Ids { get; } = [];

    public ulong Last => (ulong)Entries.Count;
}

/// <summary>
/// The server of PROTOCOL section 4, in memory, on the verifying namespace alone: it keeps and checks, and opens nothing.
/// Its source of links answers with the newest.
/// </summary>
public sealed class Server(Clock clock) : ILinks
{
    private readonly Dictionary<Hash, List<Card>> _people = [];
    private readonly Dictionary<Hash, Card> _cards = [];
    private readonly Dictionary<Hash, Manifest> _manifests = [];
    private readonly Dictionary<Hash, Shelf> _circles = [];

    public Hash? Clinic { get; private set; }

    /// <summary>Signed cards by person, in order.</summary>
    public IReadOnlyDictionary<Hash, List<Card>> People => _people;

    public IReadOnlyDictionary<Hash, Shelf> Circles => _circles;

    /// <summary>Links of the clinic and of teams, in the order of their commits.</summary>
    public List<byte[]> Links { get; } = [];

    public Refusal StoreCard(Update update)
    {
        if (!Crypto.Verification.Card.TryDecode(update.Card, out var card, out var refusal)) return refusal;
        var person = card.N == 0 ? card.Name : _people.Values.FirstOrDefault(known => known[^1].Name == card.Prev)?[0].Name;
        if (person is not { } id) return Refusal.WrongPrev;
        var chain = _people.GetValueOrDefault(id) ?? [];
        refusal = CardRules.Check(card, chain);
        if (refusal != Refusal.None) return refusal;
        if (Hash.Of(update.Keyring) != card.Keyring) return Refusal.KeysWithheld;
        _people[id] = [.. chain, card];
        _cards[card.Name] = card;
        return Refusal.None;
    }

    /// <summary>PROTOCOL section 4, Commit. Gives the circle's id.</summary>
    public (Refusal Refusal, Hash Circle) Commit(Hash? circle, Built built)
    {
        // (1) Decoding.
        if (!Crypto.Verification.Manifest.TryDecode(built.Manifest, out var manifest, out var refusal)) return (refusal, default);
        var id = manifest.N == 0 ? manifest.Name : circle ?? default;
        var shelf = _circles.GetValueOrDefault(id) ?? new Shelf();
        // (2) n, prev, seen, and all of section 2 with newest links; (3) one copy per member; signature.
        var context = new ManifestContext(this, Clinic, shelf.Last, shelf.Hashes[^1]);
        refusal = ManifestRules.Check(manifest, shelf.Epochs.LastOrDefault(), context);
        if (refusal == Refusal.None) refusal = CopyRules.Check(manifest, built.Copies.ToDictionary(copy => copy.Principal, copy => copy.Bytes));
        if (refusal != Refusal.None) return (refusal, id);
        // (4) Append.
        if (manifest.Kind == Kind.Clinic) Clinic ??= id;
        if (manifest.Kind is Kind.Clinic or Kind.Team)
        {
            Links.Add(built.Manifest);
            _manifests[manifest.Name] = manifest;
        }
        _circles[id] = shelf;
        shelf.Epochs.Add(manifest);
        foreach (var (principal, bytes) in built.Copies) shelf.Copies.Add(new SealedCopy(manifest.N, principal, bytes));
        Append(shelf, built.Manifest, manifest.Name);
        return (Refusal.None, id);
    }

    /// <summary>PROTOCOL section 4, Post, in its order. Gives the entry's number.</summary>
    public (Refusal Refusal, ulong Number) Post(byte[] bytes)
    {
        if (!Message.TryDecode(bytes, out var message, out var refusal)) return (refusal, 0);
        if (!_circles.TryGetValue(message.Header.Circle, out var shelf)) return (Refusal.WrongCircle, 0);
        // (1) Membership now, whatever epoch the message names.
        var epoch = shelf.Epochs[^1];
        if (Reach.Find(epoch, message.Header.Author, this) is null) return (Refusal.WrongAuthor, 0);
        // (2) Retries.
        if (shelf.Ids.TryGetValue((message.Header.Device, message.Header.Id), out var known))
            return known.Message.Bytes.Span.SequenceEqual(bytes) ? (Refusal.None, known.Number) : (Refusal.Different, 0);
        // (3) Epoch current and not stale.
        if (message.Header.Epoch != epoch.N) return (Refusal.WrongEpoch, 0);
        if (Staleness.IsStale(epoch, _circles[Clinic!.Value].Epochs[^1], this)) return (Refusal.Stale, 0);
        // (4) Device, what was seen, signature.
        if (message.Header.SeenN > shelf.Last || shelf.Hashes[(int)message.Header.SeenN] != message.Header.SeenH) return (Refusal.WrongSeen, 0);
        refusal = MessageRules.Check(message, epoch, message.Header.Circle, this);
        if (refusal != Refusal.None) return (refusal, 0);
        var number = Append(shelf, bytes, message.Name);
        shelf.Ids[(message.Header.Device, message.Header.Id)] = (message, number);
        return (Refusal.None, number);
    }

    public Card? Card(Hash name) => _cards.GetValueOrDefault(name);

    public Manifest? Manifest(Hash name) => _manifests.GetValueOrDefault(name);

    public IReadOnlyList<Card> Cards(Hash person) => _people.GetValueOrDefault(person) ?? [];

    public Hash? Newest(Hash chain) => _people.TryGetValue(chain, out var cards) ? cards[^1].Name
        : _circles.TryGetValue(chain, out var shelf) ? shelf.Epochs[^1].Name
        : null;

    /// <summary>What a device has not been given yet: every card and link, the logs of its own teams, and the open conversations.</summary>
    public News Since(Cursor seen, Hash person, IEnumerable<Hash> conversations)
    {
        var people = new List<IReadOnlyList<byte[]>>();
        foreach (var (id, cards) in _people)
        {
            var from = seen.Cards.GetValueOrDefault(id);
            if (from < cards.Count) people.Add([.. cards.Skip(from).Select(card => card.Bytes.ToArray())]);
            seen.Cards[id] = cards.Count;
        }
        var links = Links.Skip(seen.Links).ToList();
        seen.Links = Links.Count;
        var teams = _circles.Where(circle => circle.Value.Epochs[0].Kind == Kind.Team && circle.Value.Epochs.Any(epoch => epoch.Find(person) is not null));
        return new News(people, links, Tails(seen, teams.Select(team => team.Key)), Tails(seen, conversations));
    }

    private List<LogTail> Tails(Cursor seen, IEnumerable<Hash> circles)
    {
        var tails = new List<LogTail>();
        foreach (var circle in circles)
        {
            var shelf = _circles[circle];
            var (entries, copies) = (seen.Entries.GetValueOrDefault(circle), seen.Copies.GetValueOrDefault(circle));
            tails.Add(new LogTail(circle, [.. shelf.Entries.Skip(entries)], [.. shelf.Copies.Skip(copies)]));
            (seen.Entries[circle], seen.Copies[circle]) = (shelf.Entries.Count, shelf.Copies.Count);
        }
        return tails;
    }

    private ulong Append(Shelf shelf, byte[] bytes, Hash name)
    {
        shelf.Entries.Add(new LogEntry(shelf.Last + 1, bytes, clock.Milliseconds));
        shelf.Hashes.Add(Log.Next(shelf.Hashes[^1], name));
        return shelf.Last;
    }
}
