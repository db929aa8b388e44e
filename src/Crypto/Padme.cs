using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace CareConnect.Crypto;

/// <summary>Hides a message's length: Padmé (Nikitin et al., PETS 2019, §4) over a 4-byte length and the content.</summary>
public static class Padme
{
    /// <summary>No plaintext is shorter.</summary>
    public const int Least = 256;

    private const int Prefix = 4;

    /// <summary>The padded length: at most 12% more, and only about log log n bits of it tell anything.</summary>
    public static int Length(int length)
    {
        if (length < 2) return length;
        var exponent = BitOperations.Log2((uint)length);
        var lastBits = exponent - (BitOperations.Log2((uint)exponent) + 1);
        var mask = (1 << lastBits) - 1;
        return (length + mask) & ~mask;
    }

    /// <summary>4-byte big-endian length, content, zeros up to Padmé(max(256, 4 + length)).</summary>
    public static byte[] Pad(ReadOnlySpan<byte> content)
    {
        var padded = new byte[Length(Math.Max(Least, Prefix + content.Length))];
        BinaryPrimitives.WriteInt32BigEndian(padded, content.Length);
        content.CopyTo(padded.AsSpan(Prefix));
        return padded;
    }

    /// <summary>False for a wrong length field, a wrong padded length, or padding that is not zero.</summary>
    public static bool TryUnpad(ReadOnlySpan<byte> padded, [NotNullWhen(true)] out byte[]? content)
    {
        content = null;
        if (padded.Length < Least) return false;
        var length = BinaryPrimitives.ReadUInt32BigEndian(padded);
        if (length > padded.Length - Prefix || Length(Math.Max(Least, Prefix + (int)length)) != padded.Length) return false;
        if (padded[(Prefix + (int)length)..].ContainsAnyExcept((byte)0)) return false;
        content = padded.Slice(Prefix, (int)length).ToArray();
        return true;
    }
}
