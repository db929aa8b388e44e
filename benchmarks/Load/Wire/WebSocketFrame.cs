using System.Buffers.Binary;

namespace CareConnect.Load.Wire;

/// <summary>Frames of RFC 6455 from a client. The masking key is zero: the servers do their part of the masking, this side has none.</summary>
internal static class WebSocketFrame
{
    public const int TextCode = 1;
    public const int BinaryCode = 2;
    public const int CloseCode = 8;
    public const int PingCode = 9;
    public const int PongCode = 10;

    public static byte[] Binary(ReadOnlySpan<byte> payload) => Of(BinaryCode, payload);

    public static byte[] Text(ReadOnlySpan<byte> payload) => Of(TextCode, payload);

    public static byte[] Of(int code, ReadOnlySpan<byte> payload)
    {
        var lengthBytes = payload.Length < 126 ? 0 : payload.Length <= ushort.MaxValue ? 2 : 8;
        var frame = new byte[2 + lengthBytes + 4 + payload.Length];
        frame[0] = (byte)(0x80 | code);
        frame[1] = (byte)(0x80 | (lengthBytes == 0 ? payload.Length : lengthBytes == 2 ? 126 : 127));
        if (lengthBytes == 2) BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)payload.Length);
        if (lengthBytes == 8) BinaryPrimitives.WriteUInt64BigEndian(frame.AsSpan(2), (ulong)payload.Length);
        payload.CopyTo(frame.AsSpan(2 + lengthBytes + 4));
        return frame;
    }

    /// <summary>Reads the head of a server's frame, which is not masked. False while it is not all there.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out bool last, out int code, out int head, out int length)
    {
        (last, code, head, length) = (false, 0, 2, 0);
        if (bytes.Length < 2) return false;
        (last, code, length) = ((bytes[0] & 0x80) != 0, bytes[0] & 0x0f, bytes[1] & 0x7f);
        if (length == 126)
        {
            head = 4;
            if (bytes.Length < head) return false;
            length = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        }
        else if (length == 127)
        {
            head = 10;
            if (bytes.Length < head) return false;
            length = checked((int)BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]));
        }

        return bytes.Length - head >= length;
    }
}
