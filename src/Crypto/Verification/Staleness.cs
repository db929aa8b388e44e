namespace CareConnect.Crypto.Verification;

/// <summary>
/// Is the newest epoch of a team or conversation stale? Protocol section 4: a listed receiving key differs from the principal's newest,
/// a principal left the clinic's list, or the custodian is missing.
/// </summary>
public static class Staleness
{
    /// <summary>True when the epoch must be repaired before anyone seals into it.</summary>
    /// <param name="epoch">The newest manifest of the circle.</param>
    /// <param name="clinic">The newest known clinic manifest.</param>
    /// <param name="newest">Must answer <see cref="ILinks.Newest"/>; what it does not know counts as not changed.</param>
    public static bool IsStale(Manifest epoch, Manifest clinic, ILinks newest)
    {
        if (epoch.Kind == Kind.Clinic) return false;
        foreach (var member in epoch.Members)
        {
            if (epoch.Kind != Kind.Journal && member.Role != Role.Patient && clinic.Find(member.Principal) is null) return true;
            if (newest.Newest(member.Principal) is { } name && name != member.Head && !SameKey(member.Head, name, newest)) return true;
        }
        if (epoch.Kind is Kind.Team or Kind.Journal) return false;
        var custodian = clinic.Members.FirstOrDefault(member => member.Role == Role.Custodian);
        return custodian is not null && epoch.Find(custodian.Principal) is null;
    }

    /// <summary>The receiving key of a card or team link, or empty when it is not known.</summary>
    public static ReadOnlySpan<byte> ReceivingKey(Hash link, ILinks links)
        => links.Card(link) is { } card ? card.ReceivingKey : links.Manifest(link) is { } team ? team.TeamKey : [];

    private static bool SameKey(Hash? listed, Hash newest, ILinks links)
        => listed is { } head && ReceivingKey(head, links) is { IsEmpty: false } key && key.SequenceEqual(ReceivingKey(newest, links));
}
