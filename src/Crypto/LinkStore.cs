using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto;

/// <summary>
/// The cards, clinic links and team links that a device knows, each checked when it comes in: the source of links for readers
/// (<see cref="Listed"/>) and for what this device writes itself (<see cref="Newest"/>). Give it the clinic's links, cards and team links
/// in the order of their chains; what a link names must be there before it.
/// </summary>
public sealed class LinkStore(Hash? clinic, Pins pins)
{
    private readonly Dictionary<Hash, Card> _cards = [];
    private readonly Dictionary<Hash, List<Card>> _persons = [];
    private readonly Dictionary<Hash, Manifest> _manifests = [];
    private readonly Dictionary<Hash, List<Manifest>> _chains = [];
    private readonly Dictionary<Hash, Hash> _chainOf = [];

    /// <summary>Id of the pinned clinic; a founder's is set by the first clinic link.</summary>
    public Hash? Clinic { get; private set; } = clinic;

    /// <summary>What this device has seen.</summary>
    public Pins Pins { get; } = pins;

    /// <summary>For readers: does not say what is newest.</summary>
    public ILinks Listed => new View(this, false);

    /// <summary>For authors: answers with the newest link known here.</summary>
    public ILinks Newest => new View(this, true);

    /// <summary>The newest known clinic manifest, or null.</summary>
    public Manifest? NewestClinic => Clinic is { } id && _chains.TryGetValue(id, out var chain) ? chain[^1] : null;

    /// <summary>Every known link of a clinic's or team's chain, oldest first.</summary>
    public IReadOnlyList<Manifest> Chain(Hash id) => _chains.TryGetValue(id, out var chain) ? chain : [];

    /// <summary>Every known card of a person, oldest first.</summary>
    public IReadOnlyList<Card> Cards(Hash person) => _persons.TryGetValue(person, out var chain) ? chain : [];

    /// <summary>The person of a known card, or the clinic or team of a known manifest.</summary>
    public Hash? ChainOf(Hash link) => _chainOf.TryGetValue(link, out var chain) ? chain : null;

    /// <summary>Adds the next card of a person; a known one is accepted again. Another card at a known number is <see cref="Refusal.RolledBack"/>.</summary>
    public Refusal AddCard(ReadOnlySpan<byte> bytes)
    {
        if (!Card.TryDecode(bytes, out var card, out var refusal)) return refusal;
        if (_cards.ContainsKey(card.Name)) return Refusal.None;
        var person = card.N == 0 ? card.Name : ChainOf(card.Prev);
        if (person is not { } id) return Refusal.WrongPrev;
        var chain = Cards(id);
        if (card.N < (ulong)chain.Count) return Refusal.RolledBack;
        refusal = CardRules.Check(card, chain);
        if (refusal == Refusal.None) refusal = Pins.Observe(id, card.N, card.Name);
        if (refusal != Refusal.None) return refusal;
        _cards[card.Name] = card;
        _chainOf[card.Name] = id;
        Keep(_persons, id, card);
        return Refusal.None;
    }

    /// <summary>Adds the next link of the clinic or of a team; a known one is accepted again.</summary>
    public Refusal AddManifest(ReadOnlySpan<byte> bytes)
    {
        if (!Manifest.TryDecode(bytes, out var manifest, out var refusal)) return refusal;
        if (_manifests.ContainsKey(manifest.Name)) return Refusal.None;
        if (manifest.Kind is not (Kind.Clinic or Kind.Team)) return Refusal.Shape;
        var chainId = manifest.N == 0 ? manifest.Name : ChainOf(manifest.Prev);
        if (chainId is not { } id) return Refusal.WrongPrev;
        var chain = Chain(id);
        if (manifest.N < (ulong)chain.Count) return Refusal.RolledBack;
        refusal = ManifestRules.Check(manifest, chain.Count == 0 ? null : chain[^1], Context(id));
        if (refusal == Refusal.None) refusal = Pins.Observe(id, manifest.N, manifest.Name);
        if (refusal != Refusal.None) return refusal;
        if (manifest.Kind == Kind.Clinic) Clinic ??= id;
        _manifests[manifest.Name] = manifest;
        _chainOf[manifest.Name] = id;
        Keep(_chains, id, manifest);
        return Refusal.None;
    }

    /// <summary>To be called when the server has given a chain to its end: <see cref="Refusal.RolledBack"/> when this device has seen more of it.</summary>
    public Refusal CheckEnd(Hash chain)
    {
        var newest = Newest.Newest(chain);
        if (newest is not { } name) return Pins.Find(chain) is null ? Refusal.None : Refusal.RolledBack;
        return Pins.CheckNewest(chain, _cards.TryGetValue(name, out var card) ? card.N : _manifests[name].N, name);
    }

    /// <summary>Names of the links that this manifest relies on and that are not known here; fetch their chains before applying it.</summary>
    public IReadOnlyList<Hash> Missing(Manifest manifest)
    {
        var missing = new List<Hash>();
        if (manifest.ClinicLink is { } link && !_manifests.ContainsKey(link)) missing.Add(link);
        foreach (var member in manifest.Members)
            if (member.Head is { } head && !_cards.ContainsKey(head) && !_manifests.ContainsKey(head)) missing.Add(head);
        return missing;
    }

    /// <summary>What the next link of the clinic or of a team is checked against: their logs hold manifests only, so link n is entry n + 1.</summary>
    public ManifestContext Context(Hash chain)
    {
        var log = Log.Start;
        var links = Chain(chain);
        foreach (var link in links) log = Log.Next(log, link.Name);
        return new ManifestContext(Listed, Clinic, (ulong)links.Count, log);
    }

    private static void Keep<T>(Dictionary<Hash, List<T>> chains, Hash id, T link)
    {
        if (!chains.TryGetValue(id, out var chain)) chains[id] = chain = [];
        chain.Add(link);
    }

    private sealed class View(LinkStore store, bool newest) : ILinks
    {
        public Card? Card(Hash name) => store._cards.GetValueOrDefault(name);

        public Manifest? Manifest(Hash name) => store._manifests.GetValueOrDefault(name);

        public IReadOnlyList<Card> Cards(Hash person) => store.Cards(person);

        public Hash? Newest(Hash chain)
            => !newest ? null
                : store._persons.TryGetValue(chain, out var cards) ? cards[^1].Name
                : store._chains.TryGetValue(chain, out var links) ? links[^1].Name
                : null;
    }
}
