using System.Diagnostics.CodeAnalysis;
using NSec.Cryptography;

namespace CareConnect.Crypto;

/// <summary>ChaCha20-Poly1305 (RFC 8439), 16-byte tag.</summary>
public static class Aead
{
    /// <summary>Length of a key in bytes.</summary>
    public const int KeySize = 32;
    /// <summary>Length of a nonce in bytes.</summary>
    public const int NonceSize = 12;
    /// <summary>Length of a tag in bytes.</summary>
    public const int TagSize = 16;

    private static readonly AeadAlgorithm Algorithm = AeadAlgorithm.ChaCha20Poly1305;

    /// <summary>Gives ciphertext and tag. A key and nonce are used once.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> plaintext)
    {
        using var imported = Key.Import(Algorithm, key, KeyBlobFormat.RawSymmetricKey);
        return Algorithm.Encrypt(imported, nonce, associated, plaintext);
    }

    /// <summary>False when the tag does not hold; then nothing is given.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> ciphertext, [NotNullWhen(true)] out byte[]? plaintext)
    {
        plaintext = null;
        if (ciphertext.Length < TagSize) return false;
        using var imported = Key.Import(Algorithm, key, KeyBlobFormat.RawSymmetricKey);
        plaintext = Algorithm.Decrypt(imported, nonce, associated, ciphertext);
        return plaintext is not null;
    }
}
