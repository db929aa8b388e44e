using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto.Tests.Vectors;

/// <summary>Links exactly as a case lists them, unchecked, in the order of their chains.</summary>
public sealed class ListedObjects : ILinks
{
    private readonly Dictionary<Hash, Card> _cards = [];
    private readonly Dictionary<Hash, Manifest> _manifests = [];
    private readonly Dictionary<Hash, Hash> _chains = [];
    private readonly Dictionary<Hash, List<Card>> _persons = [];
    private readonly Dictionary<Hash, Hash> _newest = [];
    private readonly bool _answersNewest;

    public ListedObjects(IEnumerable<byte[]> objects, bool newest)
    {
        _answersNewest = newest;
        foreach (var bytes in objects)
        {
            if (Verification.Card.TryDecode(bytes, out var card, out _))
            {
                var person = Place(card.Name, card.N, card.Prev);
                _cards[card.Name] = card;
                if (!_persons.TryGetValue(person, out var chain)) _persons[person] = chain = [];
                chain.Add(card);
            }
            else
            {
                Assert.True(Verification.Manifest.TryDecode(bytes, out var manifest, out var refusal), refusal.ToString());
                Place(manifest.Name, manifest.N, manifest.Prev);
                _manifests[manifest.Name] = manifest;
            }
        }
    }

    public Card? Card(Hash name) => _cards.GetValueOrDefault(name);
    public Manifest? Manifest(Hash name) => _manifests.GetValueOrDefault(name);
    public IReadOnlyList<Card> Cards(Hash person) => _persons.TryGetValue(person, out var chain) ? chain : [];
    public Hash? Newest(Hash chain) => _answersNewest && _newest.TryGetValue(chain, out var newest) ? newest : null;

    private Hash Place(Hash name, ulong n, Hash prev)
    {
        var chain = n == 0 ? name : _chains[prev];
        _chains[name] = chain;
        _newest[chain] = name;
        return chain;
    }
}
