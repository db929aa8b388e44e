namespace CareConnect.Crypto.Verification;

/// <summary>One principal of a manifest: <c>[principal, head, role, since, H(copy), name]</c>.</summary>
/// <param name="Principal">Id of a person or team.</param>
/// <param name="Head">Newest link of the principal when the manifest was made; absent in a clinic but for stewards.</param>
/// <param name="Role">See <see cref="Verification.Role"/>.</param>
/// <param name="Since">First epoch whose secret the member was meant to have.</param>
/// <param name="Copy">Hash of the member's sealed copy; absent in a clinic.</param>
/// <param name="Name">Shown name, at most 64 bytes of UTF-8; empty outside a clinic.</param>
public sealed record Member(Hash Principal, Hash? Head, Role Role, ulong Since, Hash? Copy, string Name)
{
    /// <summary>True for a person whom a clinic manifest lists as staff or steward.</summary>
    public bool IsStaff => Role is Role.Member or Role.Lead;

    /// <summary>True for a team or the custodian team of a clinic manifest.</summary>
    public bool IsTeam => Role is Role.Team or Role.Custodian;

    /// <summary>The ids only.</summary>
    public override string ToString() => $"{nameof(Member)} {Principal} {Role}";

    internal static Refusal Read(ref CborReader cbor, out Member member)
    {
        member = null!;
        if (!cbor.TryArrayOf(6)
            || !cbor.TryHash(out var principal)
            || !cbor.TryOptionalHash(out var head)
            || !cbor.TryNumber(out var role) || role > (ulong)Role.Custodian
            || !cbor.TryNumber(out var since)
            || !cbor.TryOptionalHash(out var copy)
            || !cbor.TryText(out var name)) return Refusal.Malformed;
        if (System.Text.Encoding.UTF8.GetByteCount(name) > Limits.Name) return Refusal.TooLarge;
        member = new Member(principal, head, (Role)role, since, copy, name);
        return Refusal.None;
    }

    internal void Write(CborWriter cbor)
        => cbor.Array(6).Bytes(Principal).Bytes(Head).Number((ulong)Role).Number(Since).Bytes(Copy).Text(Name);
}
