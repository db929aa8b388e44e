namespace CareConnect.Crypto.Verification;

/// <summary>What a manifest says, in the order of its body.</summary>
public sealed record ManifestFields(
    Kind Kind,
    ulong N,
    Hash Prev,
    ulong SeenN,
    Hash SeenH,
    Hash? ClinicLink,
    IReadOnlyList<Member> Members,
    Hash? Commitment,
    byte[] TeamKey,
    Hash Author,
    PublicKey Device,
    ulong Time)
{
    /// <summary>The CBOR body, ready to be signed.</summary>
    public byte[] ToBody()
    {
        using var cbor = new CborWriter();
        cbor.Array(14).Text(Manifest.Label).Number((ulong)Kind).Number(N).Bytes(Prev).Number(SeenN).Bytes(SeenH).Bytes(ClinicLink);
        cbor.Array(Members.Count);
        foreach (var member in Members) member.Write(cbor);
        return cbor.Bytes(Commitment).Bytes(TeamKey).Bytes(Author).Bytes(Device).Number(Time).Bytes((Hash?)null).ToArray();
    }

    internal static Refusal Read(ref CborReader cbor, out ManifestFields fields)
    {
        fields = null!;
        if (!cbor.TryNumber(out var kind) || kind is < 1 or > 7
            || !cbor.TryNumber(out var n)
            || !cbor.TryHash(out var prev)
            || !cbor.TryNumber(out var seenN)
            || !cbor.TryHash(out var seenH)
            || !cbor.TryOptionalHash(out var clinicLink)
            || !cbor.TryArray(out var count)) return Refusal.Malformed;
        if (count > (kind == (ulong)Kind.Clinic ? Limits.ClinicMembers : Limits.Members)) return Refusal.TooLarge;
        var members = new Member[count];
        for (var i = 0; i < count; i++)
        {
            var refusal = Member.Read(ref cbor, out members[i]);
            if (refusal != Refusal.None) return refusal;
            if (i > 0 && members[i].Principal <= members[i - 1].Principal) return Refusal.MembersUnsorted;
        }
        if (!cbor.TryOptionalHash(out var commitment) || !cbor.TryBytes(out var teamKey)) return Refusal.Malformed;
        if (!teamKey.IsEmpty && !ReceivingKeys.IsValid(teamKey)) return Refusal.BadReceivingKey;
        if (!cbor.TryHash(out var author) || !cbor.TryBytes(out var deviceBytes)) return Refusal.Malformed;
        if (!PublicKey.TryRead(deviceBytes, out var device, out var keyRefusal)) return keyRefusal;
        // `reserved` is zero-length in version 1.
        if (!cbor.TryNumber(out var time) || !cbor.TryBytes(out var reserved) || !reserved.IsEmpty || !cbor.AtEnd) return Refusal.Malformed;
        fields = new ManifestFields((Kind)kind, n, prev, seenN, seenH, clinicLink, members, commitment, teamKey.ToArray(), author, device, time);
        return Refusal.None;
    }
}
