using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto;

/// <summary>Who shall be in a circle.</summary>
/// <param name="Principal">Id of a person or team.</param>
/// <param name="Role">As the kind asks for.</param>
/// <param name="Since">First epoch whose secret is shared; null keeps a staying member's, gives new ones 0 in a team, n elsewhere.</param>
/// <param name="Name">In a clinic: the shown name.</param>
public sealed record Seat(Hash Principal, Role Role, ulong? Since = null, string Name = "")
{
    /// <summary>A member as they are now.</summary>
    public static Seat Of(Member member) => new(member.Principal, member.Role, null, member.Name);
}

/// <summary>A signed link to be committed, with one sealed copy per member that takes one. Post it; then read it back from the log like everyone.</summary>
/// <param name="Circle">Id of the circle.</param>
/// <param name="Manifest">The signed object.</param>
/// <param name="Copies">In the order of the members; none for a clinic.</param>
public sealed record CircleLink(Hash Circle, Manifest Manifest, IReadOnlyList<SealedCopy> Copies)
{
    /// <summary>The copies by principal, as <see cref="CopyRules"/> takes them.</summary>
    public IReadOnlyDictionary<Hash, byte[]> CopiesByPrincipal => Copies.ToDictionary(copy => copy.Principal, copy => copy.Bytes);
}
