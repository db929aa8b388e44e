using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto;

/// <summary>The protocol's one way to encrypt under a long-lived secret: key(32)‖nonce(12) = KDF(secret, salt, info, 44), with a fresh salt per seal.</summary>
internal static class DerivedAead
{
    public const int SaltSize = 32;

    public static byte[] Seal(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> info, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> plaintext)
    {
        Span<byte> derived = stackalloc byte[Aead.KeySize + Aead.NonceSize];
        Kdf.Derive(secret, salt, info, derived);
        var sealedBytes = Aead.Seal(derived[..Aead.KeySize], derived[Aead.KeySize..], associated, plaintext);
        CryptographicOperations.ZeroMemory(derived);
        return sealedBytes;
    }

    public static bool TryOpen(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> info, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> ciphertext, [NotNullWhen(true)] out byte[]? plaintext)
    {
        Span<byte> derived = stackalloc byte[Aead.KeySize + Aead.NonceSize];
        Kdf.Derive(secret, salt, info, derived);
        var opened = Aead.TryOpen(derived[..Aead.KeySize], derived[Aead.KeySize..], associated, ciphertext, out plaintext);
        CryptographicOperations.ZeroMemory(derived);
        return opened;
    }
}
