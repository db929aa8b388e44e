using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace CareConnect.Load.Wire;

/// <summary>Writes calls of a SignalR hub in the MessagePack protocol, each a whole WebSocket frame that can be sent as it is.</summary>
internal static class Invocation
{
    /// <summary>The call of a message: which one it is, is the invocation's id.</summary>
    public static byte[] OfMessage(string target, int thread, int sequence, params object[] arguments) =>
        Frame((((long)thread << 32) | (uint)sequence).ToString(CultureInfo.InvariantCulture), target, arguments);

    /// <summary>Any other call.</summary>
    public static byte[] OfControl(string target, int number, params object[] arguments) =>
        Frame(string.Create(CultureInfo.InvariantCulture, $"c{number}"), target, arguments);

    /// <summary>The ping of the hub protocol.</summary>
    public static byte[] Ping { get; } = WebSocketFrame.Binary([2, 0x91, 6]);

    /// <summary>Which message an answer is to.</summary>
    public static (int Thread, int Sequence) WhichIs(ReadOnlySpan<byte> id) =>
        long.Parse(id, CultureInfo.InvariantCulture) is var both ? ((int)(both >> 32), (int)both) : default;

    private static byte[] Frame(string id, string target, object[] arguments)
    {
        var body = new ArrayBufferWriter<byte>(256);
        Put(body, 0x95, 1, 0x80);
        Text(body, id);
        Text(body, target);
        Put(body, (byte)(0x90 | arguments.Length));
        foreach (var argument in arguments)
        {
            switch (argument)
            {
                case byte[] bytes: Bytes(body, bytes); break;
                case string text: Text(body, text); break;
                case long number: Number(body, number); break;
                default: throw new ArgumentException($"No argument of a hub is a {argument.GetType()}.", nameof(arguments));
            }
        }

        var message = new byte[5 + body.WrittenCount];
        var prefix = 0;
        for (var left = body.WrittenCount; ; left >>= 7)
        {
            message[prefix++] = (byte)(left > 0x7f ? left | 0x80 : left);
            if (left <= 0x7f) break;
        }

        body.WrittenSpan.CopyTo(message.AsSpan(prefix));
        return WebSocketFrame.Binary(message.AsSpan(0, prefix + body.WrittenCount));
    }

    private static void Put(ArrayBufferWriter<byte> to, params ReadOnlySpan<byte> bytes) => to.Write(bytes);

    private static void Text(ArrayBufferWriter<byte> to, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length < 32) Put(to, (byte)(0xa0 | bytes.Length));
        else Put(to, 0xda, (byte)(bytes.Length >> 8), (byte)bytes.Length);
        to.Write(bytes);
    }

    private static void Bytes(ArrayBufferWriter<byte> to, byte[] bytes)
    {
        Put(to, 0xc5, (byte)(bytes.Length >> 8), (byte)bytes.Length);
        to.Write(bytes);
    }

    private static void Number(ArrayBufferWriter<byte> to, long number)
    {
        Put(to, 0xd3);
        BinaryPrimitives.WriteInt64BigEndian(to.GetSpan(8), number);
        to.Advance(8);
    }
}
