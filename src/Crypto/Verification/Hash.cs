using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace CareConnect.Crypto.Verification;

/// <summary>A 32-byte value: an id, the name of a link, a log hash. Equality is constant-time. Text is base64url without padding.</summary>
public readonly struct Hash : IEquatable<Hash>, IComparable<Hash>
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 32;

    private readonly ulong _a, _b, _c, _d;

    /// <summary>Takes exactly 32 bytes.</summary>
    public Hash(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size) throw new ArgumentException("A hash has 32 bytes.", nameof(bytes));
        _a = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _b = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _c = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _d = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>SHA-256 of the bytes.</summary>
    public static Hash Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[Size];
        SHA256.HashData(bytes, digest);
        return new Hash(digest);
    }

    /// <summary>Reads 32 bytes; false for any other length.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Hash hash)
    {
        hash = bytes.Length == Size ? new Hash(bytes) : default;
        return bytes.Length == Size;
    }

    /// <summary>Reads 43 characters of base64url, in their one canonical spelling.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Hash hash)
    {
        hash = default;
        Span<byte> bytes = stackalloc byte[Size];
        if (text is null || !Text64.TryDecode(text, bytes)) return false;
        hash = new Hash(bytes);
        return true;
    }

    /// <summary>Writes the 32 bytes.</summary>
    public void CopyTo(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt64BigEndian(target, _a);
        BinaryPrimitives.WriteUInt64BigEndian(target[8..], _b);
        BinaryPrimitives.WriteUInt64BigEndian(target[16..], _c);
        BinaryPrimitives.WriteUInt64BigEndian(target[24..], _d);
    }

    /// <summary>The 32 bytes in a new array.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <inheritdoc/>
    public bool Equals(Hash other) => ((_a ^ other._a) | (_b ^ other._b) | (_c ^ other._c) | (_d ^ other._d)) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Hash other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_a, _b, _c, _d);

    /// <summary>Bytewise order, as members and devices are sorted.</summary>
    public int CompareTo(Hash other)
    {
        var order = _a.CompareTo(other._a);
        if (order == 0) order = _b.CompareTo(other._b);
        if (order == 0) order = _c.CompareTo(other._c);
        return order == 0 ? _d.CompareTo(other._d) : order;
    }

    /// <summary>43 characters of base64url.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        CopyTo(bytes);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Equality.</summary>
    public static bool operator ==(Hash left, Hash right) => left.Equals(right);
    /// <summary>Inequality.</summary>
    public static bool operator !=(Hash left, Hash right) => !left.Equals(right);
    /// <summary>Bytewise order.</summary>
    public static bool operator <(Hash left, Hash right) => left.CompareTo(right) < 0;
    /// <summary>Bytewise order.</summary>
    public static bool operator >(Hash left, Hash right) => left.CompareTo(right) > 0;
    /// <summary>Bytewise order.</summary>
    public static bool operator <=(Hash left, Hash right) => left.CompareTo(right) <= 0;
    /// <summary>Bytewise order.</summary>
    public static bool operator >=(Hash left, Hash right) => left.CompareTo(right) >= 0;
}
