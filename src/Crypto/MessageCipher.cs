using System.Security.Cryptography;
using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto;

/// <summary>A message's encryption: protocol section 4.</summary>
internal static class MessageCipher
{
    public static byte[] Seal(CircleSecret secret, Header header, ReadOnlySpan<byte> headerBytes, ReadOnlySpan<byte> content)
    {
        var padded = Padme.Pad(content);
        var ciphertext = DerivedAead.Seal(secret.Reveal(), header.Salt.ToArray(), Info(header), headerBytes, padded);
        CryptographicOperations.ZeroMemory(padded);
        return ciphertext;
    }

    public static Refusal TryOpen(CircleSecret secret, Message message, out byte[] content)
    {
        content = [];
        if (!DerivedAead.TryOpen(secret.Reveal(), message.Header.Salt.ToArray(), Info(message.Header), message.HeaderBytes.Span, message.Ciphertext.Span, out var padded))
            return Refusal.DoesNotOpen;
        var fits = Padme.TryUnpad(padded, out var unpadded);
        CryptographicOperations.ZeroMemory(padded);
        content = unpadded ?? [];
        return fits ? Refusal.None : Refusal.BadPadding;
    }

    private static byte[] Info(Header header)
    {
        using var cbor = new CborWriter();
        return cbor.Array(3).Text(Message.Label).Bytes(header.Circle).Number(header.Epoch).ToArray();
    }
}
