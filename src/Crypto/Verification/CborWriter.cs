using System.Security.Cryptography;
using System.Text;

namespace CareConnect.Crypto.Verification;

/// <summary>Writes the CBOR subset in its one spelling. Dispose it when what it wrote is secret: its buffer is then zeroed.</summary>
public sealed class CborWriter : IDisposable
{
    private byte[] _buffer = new byte[256];
    private int _length;

    /// <summary>Begins an array of this many items.</summary>
    public CborWriter Array(int count) => Head(4, (ulong)count);

    /// <summary>An unsigned integer below 2^53.</summary>
    public CborWriter Number(ulong value)
        => value < Limits.Number ? Head(0, value) : throw new ArgumentOutOfRangeException(nameof(value));

    /// <summary>A byte string.</summary>
    public CborWriter Bytes(ReadOnlySpan<byte> value)
    {
        Head(2, (ulong)value.Length);
        value.CopyTo(Room(value.Length));
        return this;
    }

    /// <summary>A hash as a byte string; an absent one is zero-length.</summary>
    public CborWriter Bytes(Hash? value)
    {
        if (value is not { } hash) return Head(2, 0);
        Head(2, Hash.Size);
        hash.CopyTo(Room(Hash.Size));
        return this;
    }

    /// <summary>An Ed25519 public key as a byte string.</summary>
    public CborWriter Bytes(PublicKey key)
    {
        Head(2, Hash.Size);
        key.CopyTo(Room(Hash.Size));
        return this;
    }

    /// <summary>UTF-8 text. Throws on a lone surrogate.</summary>
    public CborWriter Text(string value)
    {
        var utf8 = new UTF8Encoding(false, true).GetBytes(value);
        Head(3, (ulong)utf8.Length);
        utf8.CopyTo(Room(utf8.Length));
        return this;
    }

    /// <summary>What was written, in a new array.</summary>
    public byte[] ToArray() => _buffer[.._length];

    /// <summary>Zeroes the buffer.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_buffer);
        _length = 0;
    }

    private CborWriter Head(int major, ulong value)
    {
        var (size, info) = value switch
        {
            < 24 => (0, (int)value),
            < 1UL << 8 => (1, 24),
            < 1UL << 16 => (2, 25),
            < 1UL << 32 => (4, 26),
            _ => (8, 27),
        };
        var room = Room(1 + size);
        room[0] = (byte)(major << 5 | info);
        for (var i = size; i > 0; i--, value >>= 8) room[i] = (byte)value;
        return this;
    }

    private Span<byte> Room(int size)
    {
        if (_length + size > _buffer.Length)
        {
            var larger = new byte[Math.Max(_buffer.Length * 2, _length + size)];
            _buffer.AsSpan(0, _length).CopyTo(larger);
            CryptographicOperations.ZeroMemory(_buffer);
            _buffer = larger;
        }
        _length += size;
        return _buffer.AsSpan(_length - size, size);
    }
}
