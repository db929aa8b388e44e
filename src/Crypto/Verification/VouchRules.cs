namespace CareConnect.Crypto.Verification;

/// <summary>Does this vouch count? Protocol section 6.</summary>
public static class VouchRules
{
    /// <summary>Clinic link known and of the pinned clinic, author listed there as staff, device of the author, signature, in this order.</summary>
    public static Refusal Check(Vouch vouch, Hash clinic, ILinks links)
    {
        if (links.Manifest(vouch.ClinicLink) is not { } link) return Refusal.UnknownLink;
        if (link.Kind != Kind.Clinic || Chains.IdOf(link, links) != clinic) return Refusal.OtherClinic;
        if (link.Find(vouch.Author) is not { IsStaff: true } author) return Refusal.NotStaff;
        var card = author.Head is { } head ? links.Card(head) : null;
        if (!Reach.Lists(vouch.Author, card, vouch.Device, links)) return Refusal.UnknownDevice;
        return vouch.VerifySignature(vouch.Device) ? Refusal.None : Refusal.BadSignature;
    }
}
