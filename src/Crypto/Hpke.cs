using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace CareConnect.Crypto;

/// <summary>
/// HPKE (RFC 9180), base mode, single shot, suite X-Wing 0x647a, HKDF-SHA256 0x0001, ChaCha20-Poly1305 0x0003, empty aad.
/// What is sealed is <c>enc(1120) || ct</c>. Private keys are raw seeds; DeriveKeyPair is never used.
/// </summary>
public static class Hpke
{
    /// <summary>Bytes that sealing adds: encapsulation and tag.</summary>
    public const int Overhead = XWing.CiphertextSize + Aead.TagSize;

    /// <summary>Seals to a receiving key that was checked when its card or manifest was read.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> receivingKey, ReadOnlySpan<byte> info, ReadOnlySpan<byte> plaintext, Entropy? entropy = null)
    {
        Span<byte> randomness = stackalloc byte[XWing.EncapsulationSeedSize];
        Span<byte> shared = stackalloc byte[XWing.SharedSecretSize];
        var enc = new byte[XWing.CiphertextSize];
        (entropy ?? Entropy.System).Fill(randomness);
        try
        {
            if (!XWing.TryEncapsulate(receivingKey, randomness, enc, shared)) throw new CryptographicException("The receiving key was not checked before use.");
            using var schedule = new HpkeSchedule(shared, info);
            return [.. enc, .. Aead.Seal(schedule.Key, schedule.BaseNonce, [], plaintext)];
        }
        finally
        {
            CryptographicOperations.ZeroMemory(randomness);
            CryptographicOperations.ZeroMemory(shared);
        }
    }

    /// <summary>False when it does not open; never throws on bad bytes. The caller zeroes a secret plaintext.</summary>
    public static bool TryOpen(ReceivingSeed seed, ReadOnlySpan<byte> info, ReadOnlySpan<byte> sealedBytes, [NotNullWhen(true)] out byte[]? plaintext)
    {
        plaintext = null;
        if (sealedBytes.Length < Overhead) return false;
        Span<byte> shared = stackalloc byte[XWing.SharedSecretSize];
        try
        {
            if (!XWing.TryDecapsulate(seed.Reveal(), sealedBytes[..XWing.CiphertextSize], shared)) return false;
            using var schedule = new HpkeSchedule(shared, info);
            return Aead.TryOpen(schedule.Key, schedule.BaseNonce, [], sealedBytes[XWing.CiphertextSize..], out plaintext);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(shared);
        }
    }
}
