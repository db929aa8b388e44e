using System.Buffers.Binary;

namespace CareConnect.Load.Founding;

/// <summary>Message ids that say which message they are: a version 7 UUID whose random part is the thread and the place in it.</summary>
internal static class MessageIds
{
    public const int Size = 16;

    public static Guid Make(long at, int thread, int sequence)
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteInt64BigEndian(bytes, at << 16);
        bytes[6] = 0x70;
        BinaryPrimitives.WriteInt32BigEndian(bytes[8..], thread);
        bytes[8] = 0x80;
        BinaryPrimitives.WriteInt32BigEndian(bytes[12..], sequence);
        return new Guid(bytes, bigEndian: true);
    }

    public static (int Thread, int Sequence) Read(ReadOnlySpan<byte> id) =>
        (BinaryPrimitives.ReadInt32BigEndian(id[8..]) & 0xff_ffff, BinaryPrimitives.ReadInt32BigEndian(id[12..]));
}
