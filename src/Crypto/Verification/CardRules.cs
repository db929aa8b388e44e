namespace CareConnect.Crypto.Verification;

/// <summary>May this card be the next link of its chain? Protocol section 2, Card.</summary>
public static class CardRules
{
    /// <summary>Checks <paramref name="next"/> against the checked chain before it, oldest first; an empty chain for link 0. The first failing check names the refusal.</summary>
    public static Refusal Check(Card next, IReadOnlyList<Card> chain)
    {
        // (1) Place in the chain.
        if (next.N != (ulong)chain.Count) return Refusal.WrongNumber;
        if (chain.Count == 0) return next.VerifySignature(next.Identity) ? Refusal.None : Refusal.BadSignature;
        var last = chain[^1];
        if (next.Prev != last.Name) return Refusal.WrongPrev;
        // (2) One identity for the whole chain, which signs.
        if (next.Identity != last.Identity) return Refusal.IdentityChanged;
        if (!next.VerifySignature(next.Identity)) return Refusal.BadSignature;
        // (3) A device removed once never returns.
        if (next.Devices.Any(device => !last.Lists(device) && chain.Any(card => card.Lists(device)))) return Refusal.DeviceReturned;
        return ReceivingKey(next, last, chain);
    }

    // (4) Removing a device needs a new receiving key; a change is always to a new one; only adding devices keeps it.
    private static Refusal ReceivingKey(Card next, Card last, IReadOnlyList<Card> chain)
    {
        var removes = last.Devices.Any(device => !next.Lists(device));
        var kept = next.ReceivingKey.SequenceEqual(last.ReceivingKey);
        if (kept) return removes ? Refusal.ReceivingKeyKept : Refusal.None;
        foreach (var card in chain)
            if (card.ReceivingKey.SequenceEqual(next.ReceivingKey)) return Refusal.ReceivingKeyKept;
        var onlyAdds = !removes && next.Devices.Count > last.Devices.Count;
        return onlyAdds ? Refusal.BadReceivingKey : Refusal.None;
    }
}
