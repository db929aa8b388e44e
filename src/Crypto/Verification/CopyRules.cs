namespace CareConnect.Crypto.Verification;

/// <summary>One sealed copy per member, with the hash that the manifest lists: protocol sections 3 and 4, Commit.</summary>
public static class CopyRules
{
    /// <summary>Checks the copies by principal. A missing one is <see cref="Refusal.CopyMissing"/>; another hash, or a copy for nobody, <see cref="Refusal.CopyMismatch"/>.</summary>
    public static Refusal Check(Manifest manifest, IReadOnlyDictionary<Hash, byte[]> copies)
    {
        foreach (var member in manifest.Members)
        {
            if (member.Copy is not { } listed) continue;
            if (!copies.TryGetValue(member.Principal, out var copy)) return Refusal.CopyMissing;
            if (copy.Length > Limits.Bytes) return Refusal.TooLarge;
            if (Hash.Of(copy) != listed) return Refusal.CopyMismatch;
        }
        return copies.Keys.All(principal => manifest.Find(principal) is { Copy: not null }) ? Refusal.None : Refusal.CopyMismatch;
    }
}
