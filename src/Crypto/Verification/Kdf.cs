using System.Security.Cryptography;

namespace CareConnect.Crypto.Verification;

/// <summary>HKDF-SHA256 (RFC 5869): protocol section 1, <c>KDF</c>.</summary>
public static class Kdf
{
    /// <summary>Fills <paramref name="output"/> (at most 8160 bytes).</summary>
    public static void Derive(ReadOnlySpan<byte> ikm, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> info, Span<byte> output)
        => HKDF.DeriveKey(HashAlgorithmName.SHA256, ikm, output, salt, info);

    /// <summary>Derives 32 bytes that are no secret: a commitment, a token, a tag.</summary>
    public static Hash DeriveHash(ReadOnlySpan<byte> ikm, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> info)
    {
        Span<byte> output = stackalloc byte[Hash.Size];
        Derive(ikm, salt, info, output);
        return new Hash(output);
    }
}
