using System.Diagnostics.CodeAnalysis;
using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto;

/// <summary>What of an attachment travels in a message's content: its key, its length before padding, and H(ciphertext).</summary>
public sealed class AttachmentKey : SecretBytes
{
    /// <summary>Takes the 32-byte key.</summary>
    public AttachmentKey(ReadOnlySpan<byte> key, int length, Hash ciphertext) : base(key, Aead.KeySize) => (Length, Ciphertext) = (length, ciphertext);

    /// <summary>Length before padding.</summary>
    public int Length { get; }

    /// <summary>H(ciphertext).</summary>
    public Hash Ciphertext { get; }
}

/// <summary>An attachment: protocol section 4. One AEAD with a zero nonce under a key that is used once.</summary>
public static class Attachment
{
    /// <summary>Longest attachment before padding: 25 MiB.</summary>
    public const int Limit = 25 * 1024 * 1024;

    private static readonly byte[] Nonce = new byte[Aead.NonceSize];

    /// <summary>Seals up to <see cref="Limit"/> bytes; longer ones are the caller's to refuse before.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> bytes, out AttachmentKey key, Entropy? entropy = null)
    {
        if (bytes.Length > Limit) throw new ArgumentException("The attachment is too large.", nameof(bytes));
        Span<byte> raw = stackalloc byte[Aead.KeySize];
        (entropy ?? Entropy.System).Fill(raw);
        var padded = new byte[Padme.Length(Math.Max(Padme.Least, bytes.Length))];
        bytes.CopyTo(padded);
        var ciphertext = Aead.Seal(raw, Nonce, [], padded);
        key = new AttachmentKey(raw, bytes.Length, Hash.Of(ciphertext));
        System.Security.Cryptography.CryptographicOperations.ZeroMemory(raw);
        return ciphertext;
    }

    /// <summary>False for another ciphertext, one that does not open, or padding that is not zero.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> ciphertext, AttachmentKey key, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (Hash.Of(ciphertext) != key.Ciphertext || !Aead.TryOpen(key.Reveal(), Nonce, [], ciphertext, out var padded)) return false;
        if (key.Length < 0 || key.Length > padded.Length || padded.AsSpan(key.Length).ContainsAnyExcept((byte)0)) return false;
        bytes = padded[..key.Length];
        return true;
    }
}
