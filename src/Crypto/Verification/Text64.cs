using System.Buffers;
using System.Buffers.Text;

namespace CareConnect.Crypto.Verification;

/// <summary>base64url without padding, in its one canonical spelling. The framework's Try method throws on foreign characters and skips white space.</summary>
internal static class Text64
{
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> bytes)
        => text.Length == Base64Url.GetEncodedLength(bytes.Length)
           && Base64Url.DecodeFromChars(text, bytes, out var consumed, out var written) == OperationStatus.Done
           && consumed == text.Length && written == bytes.Length
           && text.SequenceEqual(Base64Url.EncodeToString(bytes));
}
