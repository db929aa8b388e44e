using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto;

/// <summary>What the link of an invitation carries: the clinic to pin and a 16-byte secret (protocol section 6).</summary>
public sealed class Invitation : SecretBytes
{
    /// <summary>Length of the secret in bytes.</summary>
    public const int Size = 16;

    private const byte Version = 1;

    /// <summary>A fresh invitation to this clinic.</summary>
    public Invitation(Hash clinic, Entropy? entropy = null) : base(Size, entropy) => Clinic = clinic;

    /// <summary>An invitation from its kept secret.</summary>
    public Invitation(Hash clinic, ReadOnlySpan<byte> secret) : base(secret, Size) => Clinic = clinic;

    /// <summary>The clinic that the joining client pins.</summary>
    public Hash Clinic { get; }

    /// <summary>Reads what stands after <c>/join#</c>.</summary>
    public static bool TryParse(string? fragment, [NotNullWhen(true)] out Invitation? invitation)
    {
        invitation = null;
        Span<byte> bytes = stackalloc byte[1 + Hash.Size + Size];
        if (fragment is null || !Text64.TryDecode(fragment, bytes) || bytes[0] != Version) return false;
        invitation = new Invitation(new Hash(bytes.Slice(1, Hash.Size)), bytes[(1 + Hash.Size)..]);
        CryptographicOperations.ZeroMemory(bytes);
        return true;
    }

    /// <summary>base64url(0x01, clinic id, secret): 66 characters, to stand after <c>/join#</c>.</summary>
    public string Write() => Base64Url.EncodeToString([Version, .. Clinic.ToArray(), .. Reveal()]);

    /// <summary>What the joining client shows the server, which stores only its hash.</summary>
    public byte[] Token() => Derive("cc1/invite-token", null).ToArray();

    /// <summary><c>H(token)</c>: what the server stores.</summary>
    public Hash TokenHash() => Hash.Of(Token());

    /// <summary>Binds a joining person to this invitation.</summary>
    public Hash Tag(Hash person) => Derive("cc1/invite-tag", person);

    /// <summary>True when the person who joined held this invitation. Constant-time.</summary>
    public bool Confirms(Hash person, ReadOnlySpan<byte> tag) => CryptographicOperations.FixedTimeEquals(Tag(person).ToArray(), tag);

    /// <summary>Seals a note about an invitation (its secret is in it) to the inviter's own receiving key, for the server to keep.</summary>
    public static byte[] SealNote(ReadOnlySpan<byte> receivingKey, Hash inviter, ReadOnlySpan<byte> note, Entropy? entropy = null)
        => Hpke.Seal(receivingKey, NoteInfo(inviter), note, entropy);

    /// <summary>Opens such a note with any of the inviter's receiving seeds.</summary>
    public static bool TryOpenNote(IEnumerable<ReceivingSeed> seeds, Hash inviter, ReadOnlySpan<byte> sealedNote, [NotNullWhen(true)] out byte[]? note)
    {
        note = null;
        foreach (var seed in seeds)
            if (Hpke.TryOpen(seed, NoteInfo(inviter), sealedNote, out note)) return true;
        return false;
    }

    private static byte[] NoteInfo(Hash inviter)
    {
        using var cbor = new CborWriter();
        return cbor.Array(2).Text("cc1/invite-note").Bytes(inviter).ToArray();
    }

    private Hash Derive(string label, Hash? person)
    {
        using var cbor = new CborWriter();
        if (person is { } id) cbor.Array(3).Text(label).Bytes(Clinic).Bytes(id);
        else cbor.Array(1).Text(label);
        return Kdf.DeriveHash(Reveal(), [], cbor.ToArray());
    }
}
