namespace CareConnect.Crypto.Verification;

/// <summary>Checks on X-Wing public keys: ML-KEM-768 (1184 bytes) then X25519 (32 bytes).</summary>
public static class ReceivingKeys
{
    // Little-endian u of the points of small order on Curve25519 and their unreduced spellings.
    private static readonly byte[][] SmallOrder =
    [
        Convert.FromHexString("0000000000000000000000000000000000000000000000000000000000000000"),
        Convert.FromHexString("0100000000000000000000000000000000000000000000000000000000000000"),
        Convert.FromHexString("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
        Convert.FromHexString("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
        Convert.FromHexString("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
        Convert.FromHexString("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
        Convert.FromHexString("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    ];

    /// <summary>True for 1216 bytes whose ML-KEM coefficients are below q = 3329 (FIPS 203 §7.2) and whose X25519 part is not of small order.</summary>
    public static bool IsValid(ReadOnlySpan<byte> key)
    {
        if (key.Length != Limits.ReceivingKey) return false;
        for (var i = 0; i < 1152; i += 3)
        {
            var low = key[i] | (key[i + 1] & 0x0f) << 8;
            var high = key[i + 1] >> 4 | key[i + 2] << 4;
            if (low >= 3329 || high >= 3329) return false;
        }
        return !Ed25519.IsAny(SmallOrder, key[1184..]);
    }
}
