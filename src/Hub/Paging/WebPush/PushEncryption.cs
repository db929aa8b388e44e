using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CareConnect.Hub.Paging.WebPush;

/// <summary>Encrypts a push message so that only the subscribed browser reads it (RFC 8291), as one <c>aes128gcm</c> record (RFC 8188).</summary>
internal static class PushEncryption
{
    public const int PublicKeySize = 65;
    public const int AuthSize = 16;
    private const int SaltSize = 16;
    private const int TagSize = 16;

    // RFC 8291 §4: a push service need not take more than 4096 bytes.
    private const int RecordSize = 4096;

    /// <summary>Encrypts with a fresh sender key and salt.</summary>
    /// <param name="padTo">Shorter plaintexts are padded to this length, so that their length says nothing.</param>
    /// <exception cref="CryptographicException">The browser's key is not a point of P-256.</exception>
    public static byte[] Seal(ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> browserKey, ReadOnlySpan<byte> auth, int padTo = 0)
    {
        using var sender = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Seal(plaintext, browserKey, auth, sender, RandomNumberGenerator.GetBytes(SaltSize), padTo);
    }

    /// <summary>With a sender key and salt of the caller's: for published examples alone.</summary>
    internal static byte[] Seal(
        ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> browserKey, ReadOnlySpan<byte> auth, ECDiffieHellman sender, ReadOnlySpan<byte> salt, int padTo = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(auth.Length, AuthSize);
        using var browser = ECDiffieHellman.Create(Point(browserKey));
        var senderKey = Uncompressed(sender.ExportParameters(includePrivateParameters: false));

        // RFC 8291 §3.4: the shared secret, bound to the subscription's secret and both keys.
        var shared = sender.DeriveRawSecretAgreement(browser.PublicKey);
        var secret = HKDF.Extract(HashAlgorithmName.SHA256, shared, auth.ToArray());
        byte[] info = [.. "WebPush: info\0"u8, .. browserKey, .. senderKey];
        var keying = HKDF.Expand(HashAlgorithmName.SHA256, secret, 32, info);

        // RFC 8188 §2.2 and §2.3: content key and nonce; the sequence number of the only record is 0.
        var prk = HKDF.Extract(HashAlgorithmName.SHA256, keying, salt.ToArray());
        var key = HKDF.Expand(HashAlgorithmName.SHA256, prk, 16, "Content-Encoding: aes128gcm\0"u8.ToArray());
        var nonce = HKDF.Expand(HashAlgorithmName.SHA256, prk, 12, "Content-Encoding: nonce\0"u8.ToArray());

        // RFC 8188 §2: the last record's delimiter is 2, and zeros may follow it.
        var padded = new byte[Math.Max(plaintext.Length, padTo) + 1];
        ArgumentOutOfRangeException.ThrowIfGreaterThan(padded.Length + TagSize, RecordSize, nameof(plaintext));
        plaintext.CopyTo(padded);
        padded[plaintext.Length] = 2;

        // RFC 8188 §2.1: salt, record size, length of the key id, key id: here the sender's key.
        var header = SaltSize + 4 + 1 + PublicKeySize;
        var sealedMessage = new byte[header + padded.Length + TagSize];
        salt.CopyTo(sealedMessage);
        BinaryPrimitives.WriteUInt32BigEndian(sealedMessage.AsSpan(SaltSize), RecordSize);
        sealedMessage[SaltSize + 4] = PublicKeySize;
        senderKey.CopyTo(sealedMessage, SaltSize + 5);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, padded, sealedMessage.AsSpan(header, padded.Length), sealedMessage.AsSpan(header + padded.Length));
        foreach (var used in (byte[][])[shared, secret, keying, prk, key]) CryptographicOperations.ZeroMemory(used);
        return sealedMessage;
    }

    /// <summary>Whether these bytes are a point of P-256 as browsers write it: 65 bytes, uncompressed.</summary>
    public static bool IsPoint(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != PublicKeySize || bytes[0] != 4) return false;
        try
        {
            using var _ = ECDiffieHellman.Create(Point(bytes));
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>A public key as 65 bytes.</summary>
    public static byte[] Uncompressed(ECParameters key) => [4, .. key.Q.X!, .. key.Q.Y!];

    private static ECParameters Point(ReadOnlySpan<byte> bytes) => bytes.Length == PublicKeySize && bytes[0] == 4
        ? new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = bytes[1..33].ToArray(), Y = bytes[33..].ToArray() },
        }
        : throw new CryptographicException("Not an uncompressed point of P-256.");
}
