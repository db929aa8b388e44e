namespace CareConnect.Crypto.Verification;

/// <summary>Step 8 of <see cref="ManifestRules"/>: a repair is anyone's, a change needs the right.</summary>
internal static class Changes
{
    public static Refusal Check(Manifest next, Manifest? previous, Manifest clinic, ILinks links)
    {
        if (previous is null) return Founding(next, clinic);
        var mayChange = MayChange(next, previous, clinic);
        foreach (var member in next.Members)
        {
            if (previous.Find(member.Principal) is not { } before) continue;
            // Nobody raises `since`: it would take words away that were promised.
            if (member.Since > before.Since || (member.Since < before.Since && mayChange != Refusal.None)) return Refusal.SinceChanged;
        }
        return mayChange == Refusal.None || IsRepair(next, previous, clinic, links) ? Refusal.None : mayChange;
    }

    // Link 0: a clinic by a steward of it, a team by its lead or a steward, a thread or crisis by the patient or staff,
    // one's own journal by anyone, the rest by staff.
    private static Refusal Founding(Manifest next, Manifest clinic)
    {
        var author = next.Find(next.Author);
        return next.Kind switch
        {
            Kind.Clinic or Kind.Journal => Refusal.None,
            Kind.Team => author is { Role: Role.Lead } || clinic.Find(next.Author) is { Role: Role.Lead } ? Refusal.None : Refusal.NotLead,
            Kind.Thread or Kind.Crisis when author is { Role: Role.Patient } => Refusal.None,
            _ => clinic.Find(next.Author) is { IsStaff: true } ? Refusal.None : Refusal.NotStaff,
        };
    }

    private static Refusal MayChange(Manifest next, Manifest previous, Manifest clinic)
    {
        var listed = clinic.Find(next.Author);
        return next.Kind switch
        {
            // The author step has already demanded a steward of both links.
            Kind.Clinic => Refusal.None,
            Kind.Team => previous.Find(next.Author) is { Role: Role.Lead } || listed is { Role: Role.Lead } ? Refusal.None : Refusal.NotLead,
            _ => listed is { IsStaff: true } ? Refusal.None : Refusal.NotStaff,
        };
    }

    // Later heads; dropping whom the clinic no longer lists; swapping the custodian, with since = n.
    private static bool IsRepair(Manifest next, Manifest previous, Manifest clinic, ILinks links)
    {
        var old = previous.ClinicLink is { } link ? links.Manifest(link) : null;
        foreach (var before in previous.Members)
        {
            if (next.Find(before.Principal) is { } stays)
            {
                if (stays.Role != before.Role) return false;
                continue;
            }
            var unlisted = before.Role != Role.Patient && clinic.Find(before.Principal) is null;
            // Whoever is the custodian still could not be missing: the shape was checked before.
            var replaced = old?.Find(before.Principal) is { Role: Role.Custodian };
            if (!unlisted && !replaced) return false;
        }
        return next.Members.All(member => previous.Find(member.Principal) is not null
            || (member.Since == next.N && clinic.Find(member.Principal) is { Role: Role.Custodian }));
    }
}
