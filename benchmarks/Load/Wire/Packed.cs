using System.Buffers.Binary;

namespace CareConnect.Load.Wire;

/// <summary>Reads MessagePack in place: as much of it as hub messages use. What is cut off or unknown throws.</summary>
internal ref struct Packed(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;

    public int Position { get; private set; }

    public readonly byte Next => bytes[Position];

    /// <summary>All that has not been read.</summary>
    public readonly ReadOnlySpan<byte> Rest() => bytes[Position..];

    public readonly bool IsNil => Next == 0xc0;

    public int Array() => Next switch
    {
        >= 0x90 and <= 0x9f => Byte() & 0x0f,
        0xdc => Wide(2),
        0xdd => Wide(4),
        _ => throw Wrong(),
    };

    public int Map() => Next switch
    {
        >= 0x80 and <= 0x8f => Byte() & 0x0f,
        0xde => Wide(2),
        0xdf => Wide(4),
        _ => throw Wrong(),
    };

    public ReadOnlySpan<byte> Text()
    {
        var length = Next switch
        {
            >= 0xa0 and <= 0xbf => Byte() & 0x1f,
            0xd9 => Wide(1),
            0xda => Wide(2),
            0xdb => Wide(4),
            _ => throw Wrong(),
        };
        return Take(length);
    }

    public ReadOnlySpan<byte> Bytes()
    {
        var length = Next switch
        {
            0xc4 => Wide(1),
            0xc5 => Wide(2),
            0xc6 => Wide(4),
            _ => throw Wrong(),
        };
        return Take(length);
    }

    public long Number()
    {
        var first = Byte();
        return first switch
        {
            <= 0x7f => first,
            >= 0xe0 => (sbyte)first,
            0xcc => Byte(),
            0xcd => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            0xce => BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
            0xcf => checked((long)BinaryPrimitives.ReadUInt64BigEndian(Take(8))),
            0xd0 => (sbyte)Byte(),
            0xd1 => BinaryPrimitives.ReadInt16BigEndian(Take(2)),
            0xd2 => BinaryPrimitives.ReadInt32BigEndian(Take(4)),
            0xd3 => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
            _ => throw Wrong(),
        };
    }

    /// <summary>Passes one value, whatever is in it.</summary>
    public void Skip()
    {
        var first = Next;
        switch (first)
        {
            case <= 0x7f or >= 0xe0 or 0xc0 or 0xc2 or 0xc3:
                Position++;
                return;
            case >= 0x80 and <= 0x8f or 0xde or 0xdf:
                for (var left = 2 * Map(); left > 0; left--) Skip();
                return;
            case >= 0x90 and <= 0x9f or 0xdc or 0xdd:
                for (var left = Array(); left > 0; left--) Skip();
                return;
            case >= 0xa0 and <= 0xbf or 0xd9 or 0xda or 0xdb:
                Text();
                return;
            case >= 0xc4 and <= 0xc6:
                Bytes();
                return;
            case 0xca or 0xcb:
                Take(first == 0xca ? 5 : 9);
                return;
            default:
                Number();
                return;
        }
    }

    /// <summary>Goes to the value of this key of a map; false at the map's end when it has no such key.</summary>
    public bool Find(ReadOnlySpan<byte> key)
    {
        for (var left = Map(); left > 0; left--)
        {
            if (Text().SequenceEqual(key)) return true;
            Skip();
        }

        return false;
    }

    private int Byte() => bytes[Position++];

    // The length that follows a type byte.
    private int Wide(int size)
    {
        Position++;
        var value = 0;
        foreach (var part in Take(size)) value = checked((value << 8) | part);
        return value;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        var taken = bytes.Slice(Position, length);
        Position += length;
        return taken;
    }

    private readonly InvalidDataException Wrong() => new($"Not what was expected: 0x{Next:x2} at {Position}.");
}
