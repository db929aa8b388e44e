using NSec.Cryptography;

namespace CareConnect.Crypto.Verification;

/// <summary>
/// Strict Ed25519 verification (RFC 8032 §5.1.7, cofactorless): S below L, R and the key canonical and not of small order.
/// The checks stand here in the open, so that TypeScript makes the same ones in front of WebCrypto.
/// </summary>
public static class Ed25519
{
    // Little-endian y of the points of order 1, 2, 4 and 8, with the two unreduced spellings of y = 0 and y = 1.
    private static readonly byte[][] SmallOrder =
    [
        Convert.FromHexString("0000000000000000000000000000000000000000000000000000000000000000"),
        Convert.FromHexString("0100000000000000000000000000000000000000000000000000000000000000"),
        Convert.FromHexString("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
        Convert.FromHexString("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
        Convert.FromHexString("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
        Convert.FromHexString("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
        Convert.FromHexString("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    ];

    private static readonly byte[] Prime = SmallOrder[5];

    private static readonly byte[] Order = Convert.FromHexString("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

    /// <summary>True when the 64-byte signature over <paramref name="message"/> holds. Never throws on bad bytes.</summary>
    public static bool Verify(PublicKey key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != Limits.Signature) return false;
        var r = signature[..32];
        if (!IsBelow(signature[32..], Order, 0xff) || IsSmallOrder(r) || !IsCanonical(r)) return false;
        Span<byte> raw = stackalloc byte[Hash.Size];
        key.CopyTo(raw);
        return !IsSmallOrder(raw)
            && IsCanonical(raw)
            && NSec.Cryptography.PublicKey.TryImport(SignatureAlgorithm.Ed25519, raw, KeyBlobFormat.RawPublicKey, out var imported)
            && SignatureAlgorithm.Ed25519.Verify(imported!, message, signature);
    }

    /// <summary>True for an encoding of a point of order 1, 2, 4 or 8, whatever its sign bit.</summary>
    public static bool IsSmallOrder(ReadOnlySpan<byte> point) => IsAny(SmallOrder, point);

    /// <summary>True when y, without the sign bit, is below 2^255 − 19.</summary>
    public static bool IsCanonical(ReadOnlySpan<byte> point) => IsBelow(point, Prime, 0x7f);

    internal static bool IsAny(byte[][] list, ReadOnlySpan<byte> point)
    {
        foreach (var bad in list)
            if (point[..31].SequenceEqual(bad.AsSpan(0, 31)) && (point[31] & 0x7f) == bad[31])
                return true;
        return false;
    }

    private static bool IsBelow(ReadOnlySpan<byte> value, ReadOnlySpan<byte> bound, byte topMask)
    {
        for (var i = 31; i >= 0; i--)
        {
            var v = i == 31 ? value[i] & topMask : value[i];
            if (v != bound[i]) return v < bound[i];
        }
        return false;
    }
}
