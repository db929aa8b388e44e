namespace CareConnect.Crypto.Verification;

/// <summary>Step 7 of <see cref="ManifestRules"/>: the author is reached now and, but for link 0, in the link before.</summary>
internal static class Authors
{
    /// <summary>Gives the newest card by which the author is reached in either link.</summary>
    public static Refusal Reached(Manifest next, Manifest? previous, ILinks links, out Card? card)
    {
        card = null;
        if (next.Kind == Kind.Clinic)
        {
            var refusal = Steward(next, previous);
            if (refusal != Refusal.None) return refusal;
        }
        card = Reach.Find(next, next.Author, links);
        var before = previous is null ? card : Reach.Find(previous, next.Author, links);
        if (card is null) return previous is not null && before is not null ? Refusal.AuthorRemoved : Refusal.AuthorNotMember;
        if (before is null) return Refusal.AuthorNotBefore;
        // Someone may leave a team and stay directly, by an older card: the newest of both counts.
        if (before.N > card.N) card = before;
        return Refusal.None;
    }

    // A clinic reaches only its stewards, so who is merely listed gets a refusal of their own.
    private static Refusal Steward(Manifest next, Manifest? previous)
    {
        var now = next.Find(next.Author);
        var before = previous is null ? now : previous.Find(next.Author);
        if (now is null) return previous is not null && before is not null ? Refusal.AuthorRemoved : Refusal.AuthorNotMember;
        if (before is null) return Refusal.AuthorNotBefore;
        return now.Role == Role.Lead && before.Role == Role.Lead ? Refusal.None : Refusal.NotSteward;
    }
}
