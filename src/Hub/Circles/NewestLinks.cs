using CareConnect.Crypto.Verification;
using CareConnect.Hub.Keys;

namespace CareConnect.Hub.Circles;

/// <summary>The newest links that an epoch does not know of: what a <c>Stale</c> brings along.</summary>
internal static class NewestLinks
{
    public static byte[][] Of(StoredLinks links, Manifest epoch)
    {
        var newest = new List<byte[]>();
        if (links.Clinic() is { } clinic && epoch.Kind != Kind.Clinic && epoch.ClinicLink != clinic.Name)
            newest.Add(clinic.Bytes.ToArray());
        foreach (Member member in epoch.Members)
        {
            if (links.Newest(member.Principal) is { } name && name != member.Head
                && (links.Card(name) ?? (SignedObject?)links.Manifest(name)) is { } link)
                newest.Add(link.Bytes.ToArray());
        }

        return [.. newest];
    }
}
