using System.Buffers;
using MessagePack;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace CareConnect.Hub.Backplane;

/// <summary>What an envelope asks of the node that reads it.</summary>
internal enum EnvelopeKind : byte
{
    /// <summary>Write the message to the connections at these addresses, but for the named connections.</summary>
    Message = 0,

    /// <summary>Put the connection at this address into the named group.</summary>
    Join = 1,

    /// <summary>Take the connection at this address out of the named group.</summary>
    Leave = 2,

    /// <summary>End the connections of the user at this address: the named session's, or all when none is named.</summary>
    End = 3,

    /// <summary>Write the message, an invocation of the given name, to the connection at this address, and answer.</summary>
    Invoke = 4,

    /// <summary>What the connection said to the named invocation.</summary>
    Result = 5,

    /// <summary>The connection of the named invocation is not on this node.</summary>
    NotHere = 6,
}

/// <summary>
/// Something for the connections of another node: MessagePack <c>[[address…], kind, [name…], {protocol: bytes}]</c>. A
/// message goes in the bytes that each hub protocol makes of it, so that the receiving node copies and reads nothing.
/// </summary>
/// <param name="Addresses">Whom it is for.</param>
/// <param name="Kind">What it asks.</param>
/// <param name="Names">Connections, a group, a session or an invocation, as the kind says.</param>
/// <param name="Messages">One per hub protocol.</param>
internal sealed record Envelope(
    IReadOnlyList<string> Addresses, EnvelopeKind Kind, IReadOnlyList<string> Names, IReadOnlyList<SerializedMessage> Messages)
{
    public byte[] ToBytes()
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(4);
        Write(ref writer, Addresses);
        writer.Write((byte)Kind);
        Write(ref writer, Names);
        writer.WriteMapHeader(Messages.Count);
        foreach (var message in Messages)
        {
            writer.Write(message.ProtocolName);
            writer.Write(message.Serialized.Span);
        }

        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Null for what no node of this version writes. Throws as the reader does where the bytes are no MessagePack.</summary>
    public static Envelope? Read(ref MessagePackReader reader)
    {
        if (reader.ReadArrayHeader() != 4) return null;
        var addresses = ReadStrings(ref reader);
        var kind = (EnvelopeKind)reader.ReadByte();
        var names = ReadStrings(ref reader);
        var messages = new SerializedMessage[reader.ReadMapHeader()];
        for (var i = 0; i < messages.Length; i++)
        {
            messages[i] = new SerializedMessage(reader.ReadString() ?? "", reader.ReadBytes()?.ToArray() ?? []);
        }

        if (!Enum.IsDefined(kind)) return null;
        if (kind is EnvelopeKind.Join or EnvelopeKind.Leave or >= EnvelopeKind.Invoke && names.Length != 1) return null;
        return new Envelope(addresses, kind, names, messages);
    }

    /// <summary>The bytes that each of these protocols makes of a message.</summary>
    public static SerializedMessage[] Of(SerializedHubMessage message, IEnumerable<IHubProtocol> protocols) =>
        [.. protocols.Select(protocol => new SerializedMessage(protocol.Name, message.GetSerializedMessage(protocol)))];

    private static void Write(ref MessagePackWriter writer, IReadOnlyList<string> strings)
    {
        writer.WriteArrayHeader(strings.Count);
        foreach (var text in strings) writer.Write(text);
    }

    private static string[] ReadStrings(ref MessagePackReader reader)
    {
        var strings = new string[reader.ReadArrayHeader()];
        for (var i = 0; i < strings.Length; i++) strings[i] = reader.ReadString() ?? "";
        return strings;
    }
}
