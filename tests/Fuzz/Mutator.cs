using System.Buffers.Binary;

namespace CareConnect.Fuzz.Tests;

/// <summary>Changes inputs, the same for the same seed.</summary>
internal sealed class Mutator(int seed, IReadOnlyList<byte[]> seeds, IReadOnlyList<byte[]> words)
{
    private const int Longest = 96 * 1024;

    // Around every limit that a length, a head or a signed number has.
    private static readonly ulong[] Edges =
    [
        0, 1, 0x17, 0x18, 0x1f, 0x20, 0x3f, 0x40, 0x41, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff,
        1UL << 53, (1UL << 53) - 1, long.MaxValue, 1UL << 63, ulong.MaxValue,
    ];

    private readonly Random random = new(seed);

    public byte[] Next()
    {
        var input = seeds[random.Next(seeds.Count)].ToList();
        for (var changes = 1 + random.Next(4); changes > 0; changes--) Change(input);
        if (input.Count > Longest) input.RemoveRange(Longest, input.Count - Longest);
        return [.. input];
    }

    private void Change(List<byte> input)
    {
        var at = random.Next(input.Count + 1);
        switch (random.Next(9))
        {
            case 0 when at < input.Count:
                input[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < input.Count:
                input[at] = (byte)random.Next(256);
                break;
            case 2:
                input.RemoveRange(at, random.Next(Math.Min(input.Count - at, 64) + 1));
                break;
            case 3:
                input.RemoveRange(at, input.Count - at);
                break;
            case 4:
                input.InsertRange(at, Edge());
                break;
            case 5:
                Overwrite(input, at, Edge());
                break;
            case 6:
                input.InsertRange(at, words.Count > 0 ? words[random.Next(words.Count)] : Piece(input));
                break;
            case 7:
                input.InsertRange(at, Piece(random.Next(3) == 0 ? [.. seeds[random.Next(seeds.Count)]] : input));
                break;
            default:
                input.InsertRange(at, Enumerable.Repeat((byte)random.Next(256), 1 << random.Next(13)));
                break;
        }
    }

    private byte[] Edge()
    {
        Span<byte> wide = stackalloc byte[9];
        BinaryPrimitives.WriteUInt64BigEndian(wide[1..], Edges[random.Next(Edges.Length)]);
        var size = 1 << random.Next(4);
        // With a first byte that says in CBOR or MessagePack that so many bytes of a length or number follow.
        wide[8 - size] = (byte)random.Next(0x18, 0xe0);
        return random.Next(2) == 0 ? wide[(9 - size)..].ToArray() : wide[(8 - size)..].ToArray();
    }

    private static void Overwrite(List<byte> input, int at, byte[] bytes)
    {
        for (var i = 0; i < bytes.Length && at + i < input.Count; i++) input[at + i] = bytes[i];
    }

    private byte[] Piece(List<byte> of)
    {
        var from = random.Next(of.Count + 1);
        return [.. of.GetRange(from, random.Next(Math.Min(of.Count - from, 256) + 1))];
    }
}
