namespace CareConnect.Crypto.Verification;

/// <summary>What a manifest is checked against.</summary>
/// <param name="Links">Newest links for the hub, listed ones for readers.</param>
/// <param name="Clinic">Id of the pinned clinic; null only where the manifest founds one.</param>
/// <param name="SeenN">Number of the log entry just before; 0 for link 0.</param>
/// <param name="SeenH">Log hash at <paramref name="SeenN"/>.</param>
public sealed record ManifestContext(ILinks Links, Hash? Clinic, ulong SeenN, Hash SeenH);

/// <summary>
/// May this manifest be the next link of its chain? All of protocol section 2, in one order for both languages:
/// chain, log position, clinic link, shape, heads, since, author, change, device, signature.
/// </summary>
public static class ManifestRules
{
    /// <summary>The first failing check names the refusal. Copies are <see cref="CopyRules"/>'.</summary>
    /// <param name="next">The manifest to check.</param>
    /// <param name="previous">The checked link before, null for link 0.</param>
    /// <param name="context">What to check against.</param>
    public static Refusal Check(Manifest next, Manifest? previous, ManifestContext context)
    {
        var refusal = Place(next, previous, context);
        if (refusal != Refusal.None) return refusal;
        refusal = ClinicLinks.Check(next, previous, context, out var clinic);
        if (refusal != Refusal.None) return refusal;
        refusal = Shapes.Check(next, clinic);
        if (refusal != Refusal.None) return refusal;
        refusal = Heads.Check(next, previous, clinic, context.Links);
        if (refusal != Refusal.None) return refusal;
        refusal = Authors.Reached(next, previous, context.Links, out var card);
        if (refusal != Refusal.None) return refusal;
        refusal = Changes.Check(next, previous, clinic, context.Links);
        if (refusal != Refusal.None) return refusal;
        if (!Reach.Lists(next.Author, card, next.Device, context.Links)) return Refusal.UnknownDevice;
        return next.VerifySignature(next.Device) ? Refusal.None : Refusal.BadSignature;
    }

    private static Refusal Place(Manifest next, Manifest? previous, ManifestContext context)
    {
        // (1) The chain.
        if (next.N != (previous is null ? 0 : previous.N + 1)) return Refusal.WrongNumber;
        if (previous is not null && next.Prev != previous.Name) return Refusal.WrongPrev;
        if (previous is not null && next.Kind != previous.Kind) return Refusal.KindChanged;
        // (2) The log: exactly the entry before.
        var (seenN, seenH) = previous is null ? (0UL, Log.Start) : (context.SeenN, context.SeenH);
        return next.SeenN == seenN && next.SeenH == seenH ? Refusal.None : Refusal.WrongSeen;
    }
}
