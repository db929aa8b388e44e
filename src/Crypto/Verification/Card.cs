using System.Diagnostics.CodeAnalysis;

namespace CareConnect.Crypto.Verification;

/// <summary>A link of a person's chain: protocol section 2, <c>cc1/card</c>. Decoding checks the codec, sizes and keys; <see cref="CardRules"/> the chain.</summary>
public sealed class Card : SignedObject
{
    /// <summary>The label of the body.</summary>
    public const string Label = "cc1/card";

    private readonly byte[] _receivingKey;

    private Card(ReadOnlySpan<byte> bytes, ulong n, Hash prev, PublicKey identity, byte[] receivingKey, Hash keyring, PublicKey[] devices, ulong time)
        : base(bytes)
        => (N, Prev, Identity, _receivingKey, Keyring, Devices, Time) = (n, prev, identity, receivingKey, keyring, devices, time);

    /// <summary>Number in the chain, from 0.</summary>
    public ulong N { get; }
    /// <summary>Name of the link before; 32 random bytes for link 0.</summary>
    public Hash Prev { get; }
    /// <summary>The person's identity key, which signs every card.</summary>
    public PublicKey Identity { get; }
    /// <summary>X-Wing public key, 1216 bytes.</summary>
    public ReadOnlySpan<byte> ReceivingKey => _receivingKey;
    /// <summary><c>H(keyring)</c>.</summary>
    public Hash Keyring { get; }
    /// <summary>Signing keys of the devices, ascending; 1 to 32.</summary>
    public IReadOnlyList<PublicKey> Devices { get; }
    /// <summary>Unix milliseconds, as the author says.</summary>
    public ulong Time { get; }

    /// <summary>True when this device is listed.</summary>
    public bool Lists(PublicKey device) => Devices.Contains(device);

    /// <summary>The CBOR body, ready to be signed by the identity key. Devices are sorted here.</summary>
    public static byte[] ToBody(ulong n, Hash prev, PublicKey identity, ReadOnlySpan<byte> receivingKey, Hash keyring, IEnumerable<PublicKey> devices, ulong time)
    {
        var sorted = devices.Order().ToArray();
        using var cbor = new CborWriter();
        cbor.Array(8).Text(Label).Number(n).Bytes(prev).Bytes(identity).Bytes(receivingKey).Bytes(keyring).Array(sorted.Length);
        foreach (var device in sorted) cbor.Bytes(device);
        return cbor.Number(time).ToArray();
    }

    /// <summary>Decodes strictly; false with the refusal, never an exception.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Card? card, out Refusal refusal)
    {
        card = null;
        refusal = Open(bytes, Label, 8, out var cbor);
        if (refusal == Refusal.None) refusal = Read(bytes, ref cbor, out card);
        return refusal == Refusal.None;
    }

    private static Refusal Read(ReadOnlySpan<byte> bytes, ref CborReader cbor, out Card? card)
    {
        card = null;
        if (!cbor.TryNumber(out var n) || !cbor.TryHash(out var prev) || !cbor.TryBytes(out var identityBytes)) return Refusal.Malformed;
        if (!PublicKey.TryRead(identityBytes, out var identity, out var refusal)) return refusal;
        if (!cbor.TryBytes(out var receivingKey)) return Refusal.Malformed;
        if (!ReceivingKeys.IsValid(receivingKey)) return Refusal.BadReceivingKey;
        if (!cbor.TryHash(out var keyring) || !cbor.TryArray(out var count) || count == 0) return Refusal.Malformed;
        if (count > Limits.Devices) return Refusal.TooLarge;
        var devices = new PublicKey[count];
        for (var i = 0; i < count; i++)
        {
            if (!cbor.TryBytes(out var device)) return Refusal.Malformed;
            if (!PublicKey.TryRead(device, out devices[i], out refusal)) return refusal;
            if (i > 0 && devices[i] <= devices[i - 1]) return Refusal.DevicesUnsorted;
        }
        if (!cbor.TryNumber(out var time) || !cbor.AtEnd) return Refusal.Malformed;
        card = new Card(bytes, n, prev, identity, receivingKey.ToArray(), keyring, devices, time);
        return Refusal.None;
    }
}
