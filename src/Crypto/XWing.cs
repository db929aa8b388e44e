using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace CareConnect.Crypto;

/// <summary>X-Wing (X25519 with ML-KEM-768, draft-connolly-cfrg-xwing-kem), from the libsodium that NSec brings.</summary>
internal static partial class XWing
{
    public const int PublicKeySize = 1216;
    public const int CiphertextSize = 1120;
    public const int SharedSecretSize = 32;
    public const int EncapsulationSeedSize = 64;

    static XWing()
    {
        // 0: done now; 1: NSec did it already.
        if (sodium_init() < 0) throw new CryptographicException("libsodium could not be initialised.");
    }

    public static byte[] PublicKeyOf(ReadOnlySpan<byte> seed)
    {
        var publicKey = new byte[PublicKeySize];
        Span<byte> secretKey = stackalloc byte[ReceivingSeed.Size];
        var result = crypto_kem_xwing_seed_keypair(publicKey, secretKey, seed);
        CryptographicOperations.ZeroMemory(secretKey);
        return result == 0 ? publicKey : throw new CryptographicException("X-Wing key generation failed.");
    }

    /// <summary>Encapsulates with 64 bytes of randomness. False for a key that does not encapsulate.</summary>
    public static bool TryEncapsulate(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> randomness, Span<byte> ciphertext, Span<byte> sharedSecret)
        => publicKey.Length == PublicKeySize && randomness.Length == EncapsulationSeedSize
           && crypto_kem_xwing_enc_deterministic(ciphertext, sharedSecret, publicKey, randomness) == 0;

    /// <summary>False for a ciphertext that does not decapsulate.</summary>
    public static bool TryDecapsulate(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> ciphertext, Span<byte> sharedSecret)
        => ciphertext.Length == CiphertextSize && crypto_kem_xwing_dec(sharedSecret, ciphertext, seed) == 0;

    [LibraryImport("libsodium")]
    private static partial int sodium_init();

    [LibraryImport("libsodium")]
    private static partial int crypto_kem_xwing_seed_keypair(Span<byte> pk, Span<byte> sk, ReadOnlySpan<byte> seed);

    [LibraryImport("libsodium")]
    private static partial int crypto_kem_xwing_enc_deterministic(Span<byte> ct, Span<byte> ss, ReadOnlySpan<byte> pk, ReadOnlySpan<byte> seed);

    [LibraryImport("libsodium")]
    private static partial int crypto_kem_xwing_dec(Span<byte> ss, ReadOnlySpan<byte> ct, ReadOnlySpan<byte> sk);
}
