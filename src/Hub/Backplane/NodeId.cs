using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CareConnect.Hub.Backplane;

/// <summary>One running process, so that it knows its own words when Redis brings them back.</summary>
internal readonly record struct NodeId(UInt128 Number)
{
    public const int Size = 16;

    public static NodeId New() => From(RandomNumberGenerator.GetBytes(Size));

    public static NodeId From(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt128BigEndian(bytes));

    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Number);
        return bytes;
    }

    public override string ToString() => Number.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
}
