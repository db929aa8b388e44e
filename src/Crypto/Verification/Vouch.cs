using System.Diagnostics.CodeAnalysis;

namespace CareConnect.Crypto.Verification;

/// <summary>How staff came to know that a key is a patient's.</summary>
public enum VouchMethod
{
    /// <summary>The tag of an invitation held.</summary>
    Invitation = 1,
    /// <summary>Both compared the safety code.</summary>
    InPerson = 2,
}

/// <summary>Staff say that this person is the one of this record: protocol section 6, <c>cc1/vouch</c>.</summary>
public sealed class Vouch : SignedObject
{
    /// <summary>The label of the body.</summary>
    public const string Label = "cc1/vouch";

    private Vouch(ReadOnlySpan<byte> bytes, Hash clinicLink, Hash person, byte[] record, VouchMethod method, Hash author, PublicKey device, ulong time)
        : base(bytes)
        => (ClinicLink, Person, Record, Method, Author, Device, Time) = (clinicLink, person, record, method, author, device, time);

    /// <summary>The clinic link that lists the author.</summary>
    public Hash ClinicLink { get; }
    /// <summary>Whom the vouch is for.</summary>
    public Hash Person { get; }
    /// <summary>The clinic's record of the patient: 1 to 64 bytes.</summary>
    public ReadOnlyMemory<byte> Record { get; }
    /// <summary>How it is known.</summary>
    public VouchMethod Method { get; }
    /// <summary>The member of staff.</summary>
    public Hash Author { get; }
    /// <summary>The device that signed it.</summary>
    public PublicKey Device { get; }
    /// <summary>Unix milliseconds, as the author says.</summary>
    public ulong Time { get; }

    /// <summary>The CBOR body, ready to be signed.</summary>
    public static byte[] ToBody(Hash clinicLink, Hash person, ReadOnlySpan<byte> record, VouchMethod method, Hash author, PublicKey device, ulong time)
    {
        using var cbor = new CborWriter();
        return cbor.Array(8).Text(Label).Bytes(clinicLink).Bytes(person).Bytes(record).Number((ulong)method)
            .Bytes(author).Bytes(device).Number(time).ToArray();
    }

    /// <summary>Decodes strictly; false with the refusal, never an exception.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Vouch? vouch, out Refusal refusal)
    {
        vouch = null;
        refusal = Open(bytes, Label, 8, out var cbor);
        if (refusal == Refusal.None) refusal = Read(bytes, ref cbor, out vouch);
        return refusal == Refusal.None;
    }

    private static Refusal Read(ReadOnlySpan<byte> bytes, ref CborReader cbor, out Vouch? vouch)
    {
        vouch = null;
        if (!cbor.TryHash(out var clinicLink) || !cbor.TryHash(out var person) || !cbor.TryBytes(out var record) || record.IsEmpty) return Refusal.Malformed;
        if (record.Length > Limits.Record) return Refusal.TooLarge;
        if (!cbor.TryNumber(out var method) || method is < 1 or > 2 || !cbor.TryHash(out var author) || !cbor.TryBytes(out var deviceBytes)) return Refusal.Malformed;
        if (!PublicKey.TryRead(deviceBytes, out var device, out var refusal)) return refusal;
        if (!cbor.TryNumber(out var time) || !cbor.AtEnd) return Refusal.Malformed;
        vouch = new Vouch(bytes, clinicLink, person, record.ToArray(), (VouchMethod)method, author, device, time);
        return Refusal.None;
    }
}
