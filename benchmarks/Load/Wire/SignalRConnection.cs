using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace CareConnect.Load.Wire;

/// <summary>A connection to a SignalR hub by WebSocket and MessagePack, without negotiation.</summary>
internal abstract class SignalRConnection : WebSocketConnection
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource<byte[]>> calls = new();
    private readonly TaskCompletionSource greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int lastCall;
    private bool shaken;

    public override byte[] Heartbeat => Invocation.Ping;

    public async Task Open(int port, string? token)
    {
        await Dial(port, "/hub", token);
        Send(WebSocketFrame.Binary("{\"protocol\":\"messagepack\",\"version\":1}\u001e"u8));
        await greeted.Task;
    }

    /// <summary>Calls a method; gives its result as MessagePack. A refusal of the hub itself throws.</summary>
    public Task<byte[]> Call(string target, params object[] arguments)
    {
        var number = Interlocked.Increment(ref lastCall);
        var answer = calls[number] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Send(Invocation.OfControl(target, number, arguments));
        if (Broken is { } why) answer.TrySetException(why);
        return answer.Task;
    }

    /// <summary>A message's own call was answered.</summary>
    /// <param name="result">MessagePack; empty with an error of the hub itself.</param>
    protected abstract void Answered(int thread, int sequence, ReadOnlySpan<byte> result);

    /// <summary>The hub called this device.</summary>
    /// <param name="arguments">At the array of arguments.</param>
    protected abstract void Called(ReadOnlySpan<byte> target, Packed arguments);

    protected override void Message(ReadOnlySpan<byte> payload, bool isText)
    {
        if (!shaken)
        {
            var end = payload.IndexOf((byte)0x1e);
            if (!payload.StartsWith("{}"u8)) throw new IOException($"The handshake was refused: {Encoding.UTF8.GetString(payload)}");
            shaken = true;
            greeted.SetResult();
            payload = payload[(end + 1)..];
        }

        while (!payload.IsEmpty)
        {
            int length = 0, at = 0;
            for (var shift = 0; ; shift += 7)
            {
                var part = payload[at++];
                length |= (part & 0x7f) << shift;
                if (part < 0x80) break;
            }

            One(payload.Slice(at, length));
            payload = payload[(at + length)..];
        }
    }

    protected override void Lost(Exception exception)
    {
        base.Lost(exception);
        greeted.TrySetException(exception);
        foreach (var call in calls.Values) call.TrySetException(exception);
    }

    private void One(ReadOnlySpan<byte> message)
    {
        var packed = new Packed(message);
        packed.Array();
        switch (packed.Number())
        {
            case 1:
                packed.Skip();
                packed.Skip();
                var target = packed.Text();
                Called(target, packed);
                break;
            case 3:
                packed.Skip();
                var id = packed.Text();
                var kind = packed.Number();
                var result = kind == 1 ? default : message[packed.Position..];
                if (id[0] != 'c')
                {
                    var (thread, sequence) = Invocation.WhichIs(id);
                    Answered(thread, sequence, result);
                }
                else if (calls.TryRemove(int.Parse(id[1..], CultureInfo.InvariantCulture), out var call))
                {
                    if (kind == 1) call.SetException(new IOException($"The hub refused: {Encoding.UTF8.GetString(packed.Text())}"));
                    else call.SetResult(result.ToArray());
                }

                break;
            case 7:
                throw new IOException("The hub closed the connection.");
        }
    }
}
