using CareConnect.Hub.Backplane;
using CsCheck;
using Microsoft.AspNetCore.SignalR;

namespace CareConnect.Hub.Tests.Backplane;

public sealed class FrameTests
{
    private static readonly Gen<Envelope> AnyEnvelope = Gen.Select(
        Gen.String.Array[0, 3],
        Gen.Enum<EnvelopeKind>(),
        Gen.String.Array[1, 3],
        Gen.Select(Gen.String, Gen.Byte.Array[0, 300]).Array[0, 3]).Select((addresses, kind, names, messages) => new Envelope(
            addresses,
            kind,
            kind is EnvelopeKind.Message or EnvelopeKind.End ? names : [names[0]],
            [.. messages.Select(message => new SerializedMessage(message.Item1, message.Item2))]));

    private static readonly Gen<Frame> AnyFrame = Gen.Select(
        Gen.Int[0, 5], Gen.Byte.Array[16], Gen.Long, Gen.ULong.Array[0, 5], Gen.ULong.Array[0, 5], AnyEnvelope.Array[0, 3]).Select(
        Frame (kind, id, version, some, others, envelopes) =>
        {
            var node = NodeId.From(id);
            return kind switch
            {
                0 => new Frame.Here(node, version),
                1 => new Frame.Change(node, version, some, others),
                2 => new Frame.Gone(node),
                3 => new Frame.Ask(node),
                4 => new Frame.Needs(node, version, some),
                _ => new Frame.Pushes(node, envelopes),
            };
        });

    [Fact]
    public void What_one_node_writes_another_reads() => AnyFrame.Sample(frame =>
    {
        Assert.True(FrameFormat.TryRead(FrameFormat.ToBytes(frame), out var read));
        Assert.Equal(frame.Node, read.Node);
        Assert.Equal(Told(frame), Told(read));
    });

    [Fact]
    public void Bytes_cut_short_or_continued_are_refused() => AnyFrame.Sample(frame =>
    {
        var bytes = FrameFormat.ToBytes(frame);
        for (var length = 0; length < bytes.Length; length++) Assert.False(FrameFormat.TryRead(bytes.AsMemory(0, length), out _));
        Assert.False(FrameFormat.TryRead((byte[])[.. bytes, 0], out _));
    });

    [Fact]
    public void Bytes_from_anywhere_are_read_without_throwing() => Gen.Select(AnyFrame, Gen.Int, Gen.Byte, Gen.Byte.Array[0, 60]).Sample(
        (frame, at, value, tail) =>
        {
            var bytes = FrameFormat.ToBytes(frame);
            bytes[(uint)at % bytes.Length] = value;
            _ = FrameFormat.TryRead(bytes, out var _);
            return FrameFormat.TryRead((byte[])[.. bytes.AsSpan(0, 20), .. tail], out var read) == read is not null;
        }, iter: 20_000);

    [Fact]
    public void An_unknown_version_or_kind_numbers_cut_in_two_and_a_group_without_a_name_are_refused()
    {
        var bytes = FrameFormat.ToBytes(new Frame.Needs(NodeId.New(), 1, [2]));
        Assert.True(FrameFormat.TryRead(bytes, out _));
        // [array, version, bin8 with its length, 16 bytes, kind, number, bin8 with its length, 8 bytes]
        Assert.False(FrameFormat.TryRead(With(bytes, at: 1, value: 1), out _));
        Assert.False(FrameFormat.TryRead(With(bytes, at: 20, value: 6), out _));
        Assert.False(FrameFormat.TryRead(With(bytes[..^1], at: ^8, value: 7), out _));
        Assert.False(FrameFormat.TryRead(
            FrameFormat.ToBytes(new Frame.Pushes(NodeId.New(), [new Envelope(["connection:1"], EnvelopeKind.Join, [], [])])), out _));
    }

    [Fact]
    public void A_length_that_the_bytes_do_not_hold_costs_no_memory()
    {
        // A frame of envelopes that says it holds 2^31 - 1 of them, or one with as many names.
        byte[] head = [.. FrameFormat.ToBytes(new Frame.Pushes(NodeId.New(), []))[..^1]];
        byte[] many = [0xdd, 0x7f, 0xff, 0xff, 0xff];
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(FrameFormat.TryRead((byte[])[.. head, .. many], out _));
        Assert.False(FrameFormat.TryRead((byte[])[.. head, 0x91, 0x94, .. many], out _));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    private static string Told(Frame frame) => frame switch
    {
        Frame.Here here => $"here {here.Version}",
        Frame.Change change => $"change {change.Version}: {string.Join(' ', change.Added)} / {string.Join(' ', change.Removed)}",
        Frame.Needs needs => $"needs {needs.Version}: {string.Join(' ', needs.Addresses)}",
        Frame.Pushes pushes => string.Join('\n', pushes.Envelopes.Select(envelope => Convert.ToHexString(envelope.ToBytes()))),
        _ => frame.GetType().Name,
    };

    private static byte[] With(byte[] bytes, Index at, byte value)
    {
        var changed = (byte[])bytes.Clone();
        changed[at] = value;
        return changed;
    }
}
