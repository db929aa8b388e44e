using System.Text;

namespace CareConnect.Crypto.Verification;

/// <summary>
/// Reads protocol section 1's CBOR subset, strictly: unsigned integers below 2^53, byte strings, UTF-8 text and arrays,
/// of definite length, in shortest form. Every method answers false for anything else and never throws.
/// </summary>
public ref struct CborReader(ReadOnlySpan<byte> bytes)
{
    private static readonly UTF8Encoding Utf8 = new(false, true);

    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>True when nothing is left.</summary>
    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>Reads an array's head. <paramref name="count"/> is never more than the bytes that are left.</summary>
    public bool TryArray(out int count)
    {
        count = 0;
        var rest = _rest;
        if (!TryHead(ref rest, 4, out var value) || value > (ulong)rest.Length) return false;
        _rest = rest;
        count = (int)value;
        return true;
    }

    /// <summary>Reads an array's head of exactly this many items.</summary>
    public bool TryArrayOf(int count) => TryArray(out var found) && found == count;

    /// <summary>Reads an unsigned integer below 2^53.</summary>
    public bool TryNumber(out ulong value)
    {
        var rest = _rest;
        if (!TryHead(ref rest, 0, out value)) return false;
        _rest = rest;
        return true;
    }

    /// <summary>Reads a byte string; the result points into the input.</summary>
    public bool TryBytes(out ReadOnlySpan<byte> value) => TryString(2, out value);

    /// <summary>Reads UTF-8 text; refuses ill-formed UTF-8.</summary>
    public bool TryText(out string value)
    {
        value = "";
        if (!TryString(3, out var utf8)) return false;
        try
        {
            value = Utf8.GetString(utf8);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>Reads a 32-byte string.</summary>
    public bool TryHash(out Hash hash)
    {
        hash = default;
        return TryBytes(out var value) && Hash.TryRead(value, out hash);
    }

    /// <summary>Reads a 32-byte string, or a zero-length one as absent.</summary>
    public bool TryOptionalHash(out Hash? hash)
    {
        hash = null;
        if (!TryBytes(out var value)) return false;
        if (value.IsEmpty) return true;
        if (!Hash.TryRead(value, out var read)) return false;
        hash = read;
        return true;
    }

    private bool TryString(int major, out ReadOnlySpan<byte> value)
    {
        value = default;
        var rest = _rest;
        if (!TryHead(ref rest, major, out var length) || length > (ulong)rest.Length) return false;
        value = rest[..(int)length];
        _rest = rest[(int)length..];
        return true;
    }

    // RFC 8949 §3 heads; §4.2.1 shortest form; info 28..31 (reserved and indefinite) are refused.
    private static bool TryHead(ref ReadOnlySpan<byte> rest, int major, out ulong value)
    {
        value = 0;
        if (rest.IsEmpty || rest[0] >> 5 != major) return false;
        var info = rest[0] & 0x1f;
        rest = rest[1..];
        if (info < 24)
        {
            value = (ulong)info;
            return true;
        }
        if (info > 27) return false;
        var size = 1 << (info - 24);
        if (rest.Length < size) return false;
        for (var i = 0; i < size; i++) value = value << 8 | rest[i];
        rest = rest[size..];
        var least = info switch { 24 => 24UL, 25 => 1UL << 8, 26 => 1UL << 16, _ => 1UL << 32 };
        return value >= least && value < Limits.Number;
    }
}
