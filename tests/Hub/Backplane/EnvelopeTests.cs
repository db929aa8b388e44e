using CareConnect.Hub.Backplane;
using CsCheck;
using Microsoft.AspNetCore.SignalR;

namespace CareConnect.Hub.Tests.Backplane;

public sealed class EnvelopeTests
{
    private static readonly Gen<Envelope> AnyEnvelope = Gen.Select(
        Gen.Byte.Array[16],
        Gen.Enum<EnvelopeKind>(),
        Gen.String.Array[1, 3],
        Gen.Select(Gen.String, Gen.Byte.Array[0, 300]).Array[0, 3]).Select((node, kind, names, messages) => new Envelope(
            new NodeId(node),
            kind,
            kind is EnvelopeKind.Join or EnvelopeKind.Leave ? [names[0]] : names,
            [.. messages.Select(message => new SerializedMessage(message.Item1, message.Item2))]));

    [Fact]
    public void What_one_node_writes_another_reads() => AnyEnvelope.Sample(envelope =>
    {
        Assert.True(Envelope.TryRead(envelope.ToBytes(), out var read));
        Assert.Equal(envelope.Node, read.Node);
        Assert.Equal(envelope.Kind, read.Kind);
        Assert.Equal(envelope.Names, read.Names);
        Assert.Equal(
            envelope.Messages.Select(message => (message.ProtocolName, Convert.ToHexString(message.Serialized.Span))),
            read.Messages.Select(message => (message.ProtocolName, Convert.ToHexString(message.Serialized.Span))));
    });

    [Fact]
    public void Bytes_cut_short_or_continued_are_refused() => AnyEnvelope.Sample(envelope =>
    {
        var bytes = envelope.ToBytes();
        for (var length = 0; length < bytes.Length; length++) Assert.False(Envelope.TryRead(bytes.AsMemory(0, length), out _));
        Assert.False(Envelope.TryRead((byte[])[.. bytes, 0], out _));
    });

    [Fact]
    public void Bytes_from_anywhere_are_read_without_throwing() =>
        Gen.Byte.Array[0, 60].Sample(
            bytes => Envelope.TryRead((byte[])[0x95, 1, .. bytes], out var read) == read is not null, iter: 20_000);

    [Fact]
    public void An_unknown_version_or_kind_and_a_group_without_a_name_are_refused()
    {
        var bytes = new Envelope(NodeId.New(), EnvelopeKind.End, [], []).ToBytes();
        Assert.True(Envelope.TryRead(bytes, out _));
        // [array, version, bin8 with its length, 16 bytes, kind, …]
        Assert.False(Envelope.TryRead(With(bytes, at: 1, value: 2), out _));
        Assert.False(Envelope.TryRead(With(bytes, at: 20, value: 4), out _));
        Assert.False(Envelope.TryRead(With(bytes, at: 20, value: (byte)EnvelopeKind.Join), out _));
    }

    private static byte[] With(byte[] bytes, int at, byte value)
    {
        var changed = (byte[])bytes.Clone();
        changed[at] = value;
        return changed;
    }
}
