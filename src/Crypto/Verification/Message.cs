using System.Diagnostics.CodeAnalysis;

namespace CareConnect.Crypto.Verification;

/// <summary>A message entry: protocol section 4, <c>["cc1/message", header, ciphertext]</c>.</summary>
public sealed class Message : SignedObject
{
    /// <summary>The label of the body.</summary>
    public const string Label = "cc1/message";

    private Message(ReadOnlySpan<byte> bytes, Header header, byte[] headerBytes, byte[] ciphertext) : base(bytes)
        => (Header, HeaderBytes, Ciphertext) = (header, headerBytes, ciphertext);

    /// <summary>The decoded header.</summary>
    public Header Header { get; }
    /// <summary>The header as received: the additional data of the encryption.</summary>
    public ReadOnlyMemory<byte> HeaderBytes { get; }
    /// <summary>The padded content, encrypted, with its 16-byte tag.</summary>
    public ReadOnlyMemory<byte> Ciphertext { get; }

    /// <summary>The CBOR body, ready to be signed.</summary>
    public static byte[] ToBody(ReadOnlySpan<byte> header, ReadOnlySpan<byte> ciphertext)
    {
        using var cbor = new CborWriter();
        return cbor.Array(3).Text(Label).Bytes(header).Bytes(ciphertext).ToArray();
    }

    /// <summary>Decodes strictly; false with the refusal, never an exception.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Message? message, out Refusal refusal)
    {
        message = null;
        refusal = Open(bytes, Label, 3, out var cbor);
        if (refusal != Refusal.None) return false;
        if (!cbor.TryBytes(out var headerBytes))
        {
            refusal = Refusal.Malformed;
            return false;
        }
        refusal = Header.Read(headerBytes, out var header);
        if (refusal != Refusal.None) return false;
        refusal = !cbor.TryBytes(out var ciphertext) || !cbor.AtEnd ? Refusal.Malformed
            : ciphertext.Length > Limits.Ciphertext ? Refusal.TooLarge
            : Refusal.None;
        if (refusal != Refusal.None) return false;
        message = new Message(bytes, header, headerBytes.ToArray(), ciphertext.ToArray());
        return true;
    }
}
