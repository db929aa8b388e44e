namespace CareConnect.Crypto.Verification;

/// <summary>Steps 5 and 6 of <see cref="ManifestRules"/>: heads go forward only, <c>since</c> does not lie ahead.</summary>
internal static class Heads
{
    public static Refusal Check(Manifest next, Manifest? previous, Manifest clinic, ILinks links)
    {
        foreach (var member in next.Members)
        {
            if (member.Head is not { } head) continue;
            var before = previous?.Find(member.Principal)?.Head;
            var isTeam = next.Kind is not (Kind.Clinic or Kind.Team) && clinic.Find(member.Principal) is { IsTeam: true };
            var refusal = isTeam ? Team(member.Principal, head, before, links) : Person(member.Principal, head, before, links);
            if (refusal != Refusal.None) return refusal;
            if (links.Newest(member.Principal) is { } newest && newest != head) return Refusal.Stale;
        }
        return next.Members.All(member => member.Since <= next.N) ? Refusal.None : Refusal.SinceChanged;
    }

    private static Refusal Person(Hash person, Hash head, Hash? before, ILinks links)
    {
        var cards = links.Cards(person);
        var at = Chains.IndexOf(cards, head);
        if (at < 0) return Refusal.UnknownLink;
        if (before is not { } earlier) return Refusal.None;
        var from = Chains.IndexOf(cards, earlier);
        return from < 0 ? Refusal.UnknownLink : from > at ? Refusal.HeadWentBack : Refusal.None;
    }

    private static Refusal Team(Hash team, Hash head, Hash? before, ILinks links)
    {
        if (links.Manifest(head) is not { Kind: Kind.Team } link || Chains.IdOf(link, links) != team) return Refusal.UnknownLink;
        if (before is not { } earlier) return Refusal.None;
        if (links.Manifest(earlier) is not { } from) return Refusal.UnknownLink;
        return Chains.IsAtOrAfter(link, from, links) ? Refusal.None : Refusal.HeadWentBack;
    }
}
