using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using MessagePack;

namespace CareConnect.Hub.Backplane;

/// <summary>One message between nodes through Redis.</summary>
/// <param name="Node">Who says it.</param>
internal abstract record Frame(NodeId Node)
{
    /// <summary>To all, every second: this node lives, and its needs are at this version.</summary>
    internal sealed record Here(NodeId Node, long Version) : Frame(Node);

    /// <summary>To all: addresses that this node's connections have, or no longer have, since the version before this one.</summary>
    internal sealed record Change(NodeId Node, long Version, ulong[] Added, ulong[] Removed) : Frame(Node);

    /// <summary>To all: this node stops.</summary>
    internal sealed record Gone(NodeId Node) : Frame(Node);

    /// <summary>To one, or to all after a time without Redis: say all that you need.</summary>
    internal sealed record Ask(NodeId Node) : Frame(Node);

    /// <summary>To who asked: everything that this node needs at this version.</summary>
    internal sealed record Needs(NodeId Node, long Version, ulong[] Addresses) : Frame(Node);

    /// <summary>To one: what its connections are to be told, in order.</summary>
    internal sealed record Pushes(NodeId Node, IReadOnlyList<Envelope> Envelopes) : Frame(Node);
}

/// <summary>Frames as MessagePack: <c>[version, node, kind, …]</c>. Numbers of addresses are 8 bytes each.</summary>
internal static class FrameFormat
{
    private const byte Version = 2;

    private enum Kind : byte
    {
        Here,
        Change,
        Gone,
        Ask,
        Needs,
        Pushes,
    }

    public static byte[] ToBytes(Frame frame) => frame switch
    {
        Frame.Here here => Written(here.Node, Kind.Here, 1, (ref MessagePackWriter writer) => writer.Write(here.Version)),
        Frame.Change change => Written(change.Node, Kind.Change, 3, (ref MessagePackWriter writer) =>
        {
            writer.Write(change.Version);
            writer.Write(MemoryMarshal.AsBytes<ulong>(change.Added));
            writer.Write(MemoryMarshal.AsBytes<ulong>(change.Removed));
        }),
        Frame.Gone => Written(frame.Node, Kind.Gone, 0, (ref MessagePackWriter _) => { }),
        Frame.Ask => Written(frame.Node, Kind.Ask, 0, (ref MessagePackWriter _) => { }),
        Frame.Needs needs => Written(needs.Node, Kind.Needs, 2, (ref MessagePackWriter writer) =>
        {
            writer.Write(needs.Version);
            writer.Write(MemoryMarshal.AsBytes<ulong>(needs.Addresses));
        }),
        Frame.Pushes pushes => Pushes(pushes.Node, [.. pushes.Envelopes.Select(envelope => envelope.ToBytes())]),
        _ => throw new ArgumentException($"No such frame: {frame.GetType()}.", nameof(frame)),
    };

    /// <summary>Many envelopes, written before, in one frame.</summary>
    public static byte[] Pushes(NodeId node, IReadOnlyCollection<byte[]> envelopes) =>
        Written(node, Kind.Pushes, 1, (ref MessagePackWriter writer) =>
        {
            writer.WriteArrayHeader(envelopes.Count);
            foreach (var envelope in envelopes) writer.WriteRaw(envelope);
        });

    /// <summary>False for bytes that no node of this version sends.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out Frame? frame)
    {
        frame = null;
        try
        {
            var reader = new MessagePackReader(bytes);
            var parts = reader.ReadArrayHeader();
            if (parts < 3 || reader.ReadByte() != Version) return false;
            if (reader.ReadBytes() is not { Length: NodeId.Size } id) return false;
            var node = NodeId.From(id.ToArray());
            var read = ((Kind)reader.ReadByte(), parts) switch
            {
                (Kind.Here, 4) => new Frame.Here(node, reader.ReadInt64()),
                (Kind.Change, 6) => new Frame.Change(node, reader.ReadInt64(), Numbers(ref reader), Numbers(ref reader)),
                (Kind.Gone, 3) => new Frame.Gone(node),
                (Kind.Ask, 3) => new Frame.Ask(node),
                (Kind.Needs, 5) => new Frame.Needs(node, reader.ReadInt64(), Numbers(ref reader)),
                (Kind.Pushes, 4) => Envelopes(ref reader) is { } envelopes ? new Frame.Pushes(node, envelopes) : null,
                _ => (Frame?)null,
            };
            if (!reader.End) return false;
            frame = read;
            return read is not null;
        }
        catch (Exception e) when (e is MessagePackSerializationException or EndOfStreamException
            or OverflowException or ArgumentOutOfRangeException or InvalidDataException)
        {
            // The reader has one exception for a wrong type, and others for numbers and lengths that do not fit.
            return false;
        }
    }

    private static ulong[] Numbers(ref MessagePackReader reader)
    {
        var bytes = reader.ReadBytes()?.ToArray() ?? [];
        return bytes.Length % sizeof(ulong) == 0
            ? MemoryMarshal.Cast<byte, ulong>(bytes).ToArray()
            : throw new InvalidDataException("Numbers of addresses are 8 bytes each.");
    }

    private static Envelope[]? Envelopes(ref MessagePackReader reader)
    {
        var envelopes = new Envelope[reader.ReadArrayHeader()];
        for (var i = 0; i < envelopes.Length; i++)
        {
            if (Envelope.Read(ref reader) is not { } envelope) return null;
            envelopes[i] = envelope;
        }

        return envelopes;
    }

    private delegate void Body(ref MessagePackWriter writer);

    private static byte[] Written(NodeId node, Kind kind, int parts, Body body)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(3 + parts);
        writer.Write(Version);
        writer.Write(node.ToBytes());
        writer.Write((byte)kind);
        body(ref writer);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
