namespace CareConnect.Crypto.Verification;

/// <summary>"At or after" and "of the chain", by walking <c>prev</c>.</summary>
internal static class Chains
{
    /// <summary>The chain's id, or null when a link on the way is not known.</summary>
    public static Hash? IdOf(Manifest link, ILinks links)
    {
        while (link.N > 0)
        {
            if (links.Manifest(link.Prev) is not { } before || before.N + 1 != link.N) return null;
            link = before;
        }
        return link.Name;
    }

    /// <summary>True when <paramref name="later"/> is <paramref name="earlier"/> or reaches it by <c>prev</c>.</summary>
    public static bool IsAtOrAfter(Manifest later, Manifest earlier, ILinks links)
    {
        while (later.N > earlier.N)
        {
            if (links.Manifest(later.Prev) is not { } before || before.N + 1 != later.N) return false;
            later = before;
        }
        return later.Name == earlier.Name;
    }

    /// <summary>Where a card stands in its person's chain, or −1.</summary>
    public static int IndexOf(IReadOnlyList<Card> cards, Hash name)
    {
        for (var i = cards.Count - 1; i >= 0; i--)
            if (cards[i].Name == name) return i;
        return -1;
    }
}
