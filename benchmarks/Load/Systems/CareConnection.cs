using System.Text;
using CareConnect.Load.Founding;
using CareConnect.Load.Wire;

namespace CareConnect.Load.Systems;

/// <summary>A device at CareConnect's hub. Its author's own device hears of a message, too: that is not counted as a delivery.</summary>
internal sealed class CareConnection(bool isPatient, SealedMessages messages, Recorder recorder) : SignalRConnection
{
    /// <summary>Every push that is no message, by its name.</summary>
    public Action<string, byte[]>? Pushed { get; set; }

    public static async Task<CareConnection> Open(int port, Someone who, bool isPatient, SealedMessages messages, Recorder recorder)
    {
        var connection = new CareConnection(isPatient, messages, recorder);
        await connection.Open(port, who.Token);
        Demand(await connection.Call("Hello", who.Device));
        return connection;
    }

    /// <summary>Throws when a reply carries an error.</summary>
    public static byte[] Demand(byte[] reply)
    {
        var packed = new Packed(reply);
        if (packed.Find("Error"u8) && !packed.IsNil) throw new IOException($"Refused: {Encoding.UTF8.GetString(packed.Text())}");
        return reply;
    }

    protected override void Answered(int thread, int sequence, ReadOnlySpan<byte> result)
    {
        if (result.IsEmpty)
        {
            recorder.Refusal("the hub's own error");
            return;
        }

        var packed = new Packed(result);
        if (packed.Find("Error"u8) && packed.IsNil) recorder.Acknowledged(thread, sequence);
        else recorder.Refusal(Encoding.UTF8.GetString(packed.Text()));
    }

    protected override void Called(ReadOnlySpan<byte> target, Packed arguments)
    {
        if (!target.SequenceEqual("Appended"u8))
        {
            recorder.Beside();
            Pushed?.Invoke(Encoding.UTF8.GetString(target), arguments.Rest().ToArray());
            return;
        }

        arguments.Array();
        arguments.Skip();
        var kind = arguments;
        if (!kind.Find("Kind"u8) || !kind.Text().SequenceEqual("message"u8) || !arguments.Find("Bytes"u8))
        {
            recorder.Beside();
            return;
        }

        var (of, sequence) = messages.WhichIs(arguments.Bytes());
        if (Cast.IsAnswer(sequence) == isPatient) recorder.Delivered(of, sequence);
        else recorder.Beside();
    }
}
