namespace CareConnect.Crypto.Verification;

/// <summary>The persons a manifest reaches: directly, or through the team links named by its heads.</summary>
public static class Reach
{
    /// <summary>Each reached person, with the newest of their cards so reached. Links that are not known reach nobody.</summary>
    public static IReadOnlyDictionary<Hash, Card> Of(Manifest manifest, ILinks links)
    {
        var reached = new Dictionary<Hash, Card>();
        foreach (var member in manifest.Members)
        {
            if (member.Head is not { } head) continue;
            if (manifest.Kind is not (Kind.Clinic or Kind.Team) && links.Manifest(head) is { Kind: Kind.Team } team)
            {
                foreach (var person in team.Members)
                    if (person.Head is { } card) Add(reached, person.Principal, links.Card(card));
            }
            else
            {
                Add(reached, member.Principal, links.Card(head));
            }
        }
        return reached;
    }

    /// <summary>The newest card by which this person is reached, or null.</summary>
    public static Card? Find(Manifest manifest, Hash person, ILinks links) => Of(manifest, links).GetValueOrDefault(person);

    /// <summary>
    /// True when the device may act for the person: listed in a card at or after <paramref name="reached"/>,
    /// and in the newest card where the source of links names one.
    /// </summary>
    public static bool Lists(Hash person, Card? reached, PublicKey device, ILinks links)
    {
        var cards = links.Cards(person);
        if (links.Newest(person) is { } newest)
            return Chains.IndexOf(cards, newest) is >= 0 and var at && cards[at].Lists(device);
        var from = reached is null ? 0 : Chains.IndexOf(cards, reached.Name);
        return from >= 0 && cards.Skip(from).Any(card => card.Lists(device));
    }

    private static void Add(Dictionary<Hash, Card> reached, Hash person, Card? card)
    {
        if (card is null) return;
        if (!reached.TryGetValue(person, out var known) || known.N < card.N) reached[person] = card;
    }
}
