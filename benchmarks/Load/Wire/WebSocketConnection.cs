using System.Buffers;
using System.Text;

namespace CareConnect.Load.Wire;

/// <summary>A client of RFC 6455, without extensions.</summary>
internal abstract class WebSocketConnection : Connection
{
    private readonly TaskCompletionSource upgraded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ArrayBufferWriter<byte> parts = new();
    private bool open;

    protected async Task Dial(int port, string path, string? token)
    {
        await Dial(port);
        Send(Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
            "Sec-WebSocket-Key: Q2FyZUNvbm5lY3RMb2FkIQ==\r\nSec-WebSocket-Version: 13\r\n" +
            (token is null ? "" : $"Authorization: Bearer {token}\r\n") + "\r\n"));
        await upgraded.Task;
    }

    /// <summary>A whole message, of one frame or several.</summary>
    protected abstract void Message(ReadOnlySpan<byte> payload, bool isText);

    protected override int Take(ReadOnlySpan<byte> bytes)
    {
        var taken = 0;
        if (!open)
        {
            var end = bytes.IndexOf("\r\n\r\n"u8);
            if (end < 0) return 0;
            if (!bytes.StartsWith("HTTP/1.1 101 "u8)) throw new IOException($"Refused: {Encoding.ASCII.GetString(bytes[..end])}");
            open = true;
            taken = end + 4;
            upgraded.SetResult();
        }

        while (WebSocketFrame.TryRead(bytes[taken..], out var last, out var code, out var head, out var length))
        {
            Frame(bytes.Slice(taken + head, length), last, code);
            taken += head + length;
        }

        return taken;
    }

    protected override void Lost(Exception exception) => upgraded.TrySetException(exception);

    private bool text;

    private void Frame(ReadOnlySpan<byte> payload, bool last, int code)
    {
        switch (code)
        {
            case WebSocketFrame.PingCode:
                Send(WebSocketFrame.Of(WebSocketFrame.PongCode, payload));
                return;
            case WebSocketFrame.PongCode:
                return;
            case WebSocketFrame.CloseCode:
                throw new IOException("The server said goodbye.");
            case WebSocketFrame.TextCode or WebSocketFrame.BinaryCode:
                text = code == WebSocketFrame.TextCode;
                break;
        }

        if (last && parts.WrittenCount == 0)
        {
            Message(payload, text);
            return;
        }

        parts.Write(payload);
        if (!last) return;
        Message(parts.WrittenSpan, text);
        parts.ResetWrittenCount();
    }
}
