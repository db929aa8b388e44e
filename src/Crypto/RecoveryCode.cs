using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace CareConnect.Crypto;

/// <summary>20 random bytes, written as eight groups of four Crockford base32 characters.</summary>
public sealed class RecoveryCode : SecretBytes
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 20;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>A fresh code.</summary>
    public RecoveryCode(Entropy? entropy = null) : base(Size, entropy)
    {
    }

    private RecoveryCode(ReadOnlySpan<byte> bytes) : base(bytes, Size)
    {
    }

    /// <summary>Reads what a person typed: any case, spaces and hyphens ignored, I and L as 1, O as 0. False for anything else; a mistyped character is noticed when the code does not unlock.</summary>
    public static bool TryParse(string? typed, [NotNullWhen(true)] out RecoveryCode? code)
    {
        code = null;
        Span<byte> bytes = stackalloc byte[Size];
        var (bits, held, count) = (0, 0, 0);
        foreach (var character in typed ?? "")
        {
            if (character is '-' or ' ') continue;
            var upper = char.ToUpperInvariant(character) switch { 'I' or 'L' => '1', 'O' => '0', var other => other };
            var value = Alphabet.IndexOf(upper, StringComparison.Ordinal);
            if (value < 0 || count == Size) return false;
            held = held << 5 | value;
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes[count++] = (byte)(held >> bits);
            held &= (1 << bits) - 1;
        }
        if (count != Size || bits != 0) return false;
        code = new RecoveryCode(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return true;
    }

    /// <summary>What the person writes down: <c>XXXX-XXXX-…</c>, 39 characters.</summary>
    public string Write()
    {
        var text = new char[39];
        var (bits, held, at) = (0, 0, 0);
        foreach (var value in Reveal())
        {
            held = held << 8 | value;
            bits += 8;
            while (bits >= 5)
            {
                bits -= 5;
                if (at % 5 == 4) text[at++] = '-';
                text[at++] = Alphabet[held >> bits & 31];
            }
            held &= (1 << bits) - 1;
        }
        return new string(text);
    }
}
