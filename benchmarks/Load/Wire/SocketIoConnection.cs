using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace CareConnect.Load.Wire;

/// <summary>A client of socket.io by WebSocket alone: Engine.IO 4, Socket.IO 5, binary events with one attachment.</summary>
internal abstract class SocketIoConnection : WebSocketConnection
{
    // Ids of calls begin above those of messages, and below what JavaScript counts exactly.
    private const long FirstCall = 1L << 52;

    private readonly ConcurrentDictionary<long, TaskCompletionSource> calls = new();
    private readonly TaskCompletionSource greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long lastCall = FirstCall;
    private bool attachmentFollows;

    public async Task Open(int port)
    {
        await Dial(port, "/socket.io/?EIO=4&transport=websocket", null);
        await greeted.Task;
    }

    /// <summary>Emits an event, and waits for its acknowledgement.</summary>
    /// <param name="argument">JSON.</param>
    public Task Call(string name, string argument)
    {
        var id = Interlocked.Increment(ref lastCall);
        var answer = calls[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Text(string.Create(CultureInfo.InvariantCulture, $"42{id}[\"{name}\",{argument}]"));
        return answer.Task;
    }

    /// <summary>An event with a text and bytes, whose acknowledgement says which message it was.</summary>
    public static byte[] Event(string name, int thread, int sequence, string text, byte[] bytes)
    {
        var id = ((long)thread << 32) | (uint)sequence;
        return [
            .. WebSocketFrame.Text(Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"451-{id}[\"{name}\",\"{text}\",{{\"_placeholder\":true,\"num\":0}}]"))),
            .. WebSocketFrame.Binary(bytes)];
    }

    protected abstract void Acknowledged(int thread, int sequence);

    protected abstract void Came(ReadOnlySpan<byte> bytes);

    protected override void Message(ReadOnlySpan<byte> payload, bool isText)
    {
        if (!isText)
        {
            if (!attachmentFollows) throw new InvalidDataException("An attachment of nothing.");
            attachmentFollows = false;
            Came(payload);
        }
        else if (payload.StartsWith("43"u8)) Answer(payload[2..]);
        else if (payload.StartsWith("451-"u8)) attachmentFollows = true;
        else if (payload.StartsWith("0"u8)) Text("40");
        else if (payload.StartsWith("40"u8)) greeted.TrySetResult();
        else if (payload.SequenceEqual("2"u8)) Text("3");
        else throw new InvalidDataException($"Not expected: {Encoding.UTF8.GetString(payload)}");
    }

    protected override void Lost(Exception exception)
    {
        base.Lost(exception);
        greeted.TrySetException(exception);
        foreach (var call in calls.Values) call.TrySetException(exception);
    }

    private void Answer(ReadOnlySpan<byte> answer)
    {
        var id = long.Parse(answer[..answer.IndexOf((byte)'[')], CultureInfo.InvariantCulture);
        if (id < FirstCall) Acknowledged((int)(id >> 32), (int)id);
        else if (calls.TryRemove(id, out var call)) call.SetResult();
    }

    private void Text(string text) => Send(WebSocketFrame.Text(Encoding.UTF8.GetBytes(text)));
}
