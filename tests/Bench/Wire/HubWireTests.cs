using System.Buffers;
using CareConnect.Load.Wire;
using CsCheck;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace CareConnect.Bench.Tests.Wire;

/// <summary>The load generator's own words of the hub protocol, against SignalR's.</summary>
public sealed class HubWireTests
{
    private static readonly MessagePackHubProtocol Hub = new();

    [Fact]
    public void SignalR_understands_a_message()
    {
        byte[] message = [.. Enumerable.Range(0, 1400).Select(number => (byte)number)];
        var invocation = Assert.IsType<InvocationMessage>(Parse(Invocation.OfMessage("Post", 17, 4711, "a conversation's long name of forty-three c", message)));
        Assert.Equal("Post", invocation.Target);
        Assert.Equal(["a conversation's long name of forty-three c", message], invocation.Arguments);
        Assert.Equal((17, 4711), Invocation.WhichIs(System.Text.Encoding.ASCII.GetBytes(invocation.InvocationId!)));
    }

    [Fact]
    public void SignalR_understands_other_calls_and_pings()
    {
        var invocation = Assert.IsType<InvocationMessage>(Parse(Invocation.OfControl("Since", 5, "circle", 12L)));
        Assert.Equal(("c5", "Since"), (invocation.InvocationId, invocation.Target));
        Assert.IsType<PingMessage>(Parse(Invocation.Ping));
    }

    [Fact]
    public void Values_that_SignalR_wrote_are_found_and_passed() =>
        Gen.Select(Gen.Long, Gen.String[0, 300], Gen.Byte.Array[0, 70_000], Gen.Double, Gen.Bool).Sample((number, text, bytes, fraction, truth) =>
        {
            var written = Hub.GetMessageBytes(new CompletionMessage("c1", null, new Answer(fraction, truth, null, text, bytes, [number, -1], number), hasResult: true));
            var packed = new Packed(Body(written.Span));
            Assert.Equal(5, packed.Array());
            Assert.Equal(3, packed.Number());
            packed.Skip();
            Assert.Equal("c1"u8, packed.Text());
            Assert.Equal(3, packed.Number());
            var result = packed;
            Assert.True(result.Find("Error"u8) && result.IsNil);
            result = packed;
            Assert.True(result.Find("Text"u8) && result.Text().SequenceEqual(System.Text.Encoding.UTF8.GetBytes(text)));
            result = packed;
            Assert.True(result.Find("Bytes"u8) && result.Bytes().SequenceEqual(bytes));
            result = packed;
            Assert.True(result.Find("Numbers"u8));
            Assert.Equal(2, result.Array());
            Assert.Equal(number, result.Number());
            result = packed;
            Assert.True(result.Find("Last"u8));
            Assert.Equal(number, result.Number());
            Assert.True(result.Rest().IsEmpty);
            result = packed;
            Assert.False(result.Find("Nothing"u8));
            packed.Skip();
            Assert.True(packed.Rest().IsEmpty);
        }, iter: 200);

    private static HubMessage Parse(byte[] frame)
    {
        // A client's frame of one message: its head, a masking key of zeros, and the message.
        Assert.Equal(0x82, frame[0]);
        var head = (frame[1] & 0x7f) switch { 126 => 4, 127 => 10, _ => 2 };
        Assert.Equal(new byte[4], frame[head..(head + 4)]);
        var bytes = new ReadOnlySequence<byte>(frame.AsMemory(head + 4));
        Assert.True(Hub.TryParseMessage(ref bytes, new Binder(), out var message));
        Assert.True(bytes.IsEmpty);
        return message!;
    }

    private static ReadOnlySpan<byte> Body(ReadOnlySpan<byte> message)
    {
        var at = 0;
        while (message[at++] >= 0x80)
        {
        }

        return message[at..];
    }

    public sealed record Answer(double Fraction, bool Truth, string? Error, string Text, byte[] Bytes, long[] Numbers, long Last);

    private sealed class Binder : IInvocationBinder
    {
        public Type GetReturnType(string invocationId) => typeof(object);

        public IReadOnlyList<Type> GetParameterTypes(string methodName) => methodName == "Post" ? [typeof(string), typeof(byte[])] : [typeof(string), typeof(long)];

        public Type GetStreamItemType(string streamId) => typeof(object);
    }
}
