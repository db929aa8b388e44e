using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using MessagePack;
using Microsoft.AspNetCore.SignalR;

namespace CareConnect.Hub.Backplane;

/// <summary>What an envelope asks of the nodes that read it.</summary>
internal enum EnvelopeKind : byte
{
    /// <summary>Write the message to the connections at this address, but for the named connections.</summary>
    Message = 0,

    /// <summary>Put the connection at this address into the named group.</summary>
    Join = 1,

    /// <summary>Take the connection at this address out of the named group.</summary>
    Leave = 2,

    /// <summary>End the connections of the user at this address: the named session's, or all when none is named.</summary>
    End = 3,
}

/// <summary>
/// What nodes tell each other through Redis: MessagePack <c>[version, node, kind, [name…], {protocol: bytes}]</c>. A message
/// goes in the bytes that each hub protocol makes of it, so that the receiving node copies and reads nothing.
/// </summary>
/// <param name="Node">Who sent it.</param>
/// <param name="Kind">What it asks.</param>
/// <param name="Names">Connections, a group or a session, as the kind says.</param>
/// <param name="Messages">One per hub protocol.</param>
internal sealed record Envelope(
    NodeId Node, EnvelopeKind Kind, IReadOnlyList<string> Names, IReadOnlyList<SerializedMessage> Messages)
{
    private const byte Version = 1;

    public byte[] ToBytes()
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(5);
        writer.Write(Version);
        writer.Write(Node.Bytes);
        writer.Write((byte)Kind);
        writer.WriteArrayHeader(Names.Count);
        foreach (var name in Names) writer.Write(name);
        writer.WriteMapHeader(Messages.Count);
        foreach (var message in Messages)
        {
            writer.Write(message.ProtocolName);
            writer.Write(message.Serialized.Span);
        }

        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>False for bytes that no node of this version sends.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out Envelope? envelope)
    {
        envelope = null;
        try
        {
            var reader = new MessagePackReader(bytes);
            if (reader.ReadArrayHeader() != 5 || reader.ReadByte() != Version) return false;
            var node = new NodeId(reader.ReadBytes()?.ToArray() ?? []);
            var kind = (EnvelopeKind)reader.ReadByte();
            var names = new string[reader.ReadArrayHeader()];
            for (var i = 0; i < names.Length; i++) names[i] = reader.ReadString() ?? "";
            var messages = new SerializedMessage[reader.ReadMapHeader()];
            for (var i = 0; i < messages.Length; i++)
            {
                messages[i] = new SerializedMessage(reader.ReadString() ?? "", reader.ReadBytes()?.ToArray() ?? []);
            }

            if (!reader.End || !Enum.IsDefined(kind)) return false;
            if (kind is EnvelopeKind.Join or EnvelopeKind.Leave && names.Length != 1) return false;
            envelope = new Envelope(node, kind, names, messages);
            return true;
        }
        catch (Exception e) when (e is MessagePackSerializationException or EndOfStreamException
            or OverflowException or ArgumentOutOfRangeException)
        {
            // The reader has one exception for a wrong type, and others for numbers and lengths that do not fit.
            return false;
        }
    }
}
