using CareConnect.Crypto.Verification;
using CareConnect.Domain.Triage;

namespace CareConnect.Hub.Conversations;

/// <summary>What a message lets the server read: nothing, or <c>["cc1/open", soon, alert]</c>.</summary>
/// <param name="Alert">The alert that was raised with it, or null.</param>
internal readonly record struct OpenPart(HowSoon Soon, Guid? Alert)
{
    public static bool TryRead(ReadOnlySpan<byte> open, out OpenPart part)
    {
        part = default;
        if (open.IsEmpty)
            return true;
        var cbor = new CborReader(open);
        if (!cbor.TryArrayOf(3) || !cbor.TryText(out string label) || label != "cc1/open"
            || !cbor.TryNumber(out ulong soon) || soon > (ulong)HowSoon.Week
            || !cbor.TryBytes(out ReadOnlySpan<byte> alert) || alert.Length is not (0 or 16) || !cbor.AtEnd)
            return false;
        part = new OpenPart((HowSoon)soon, alert.IsEmpty ? null : new Guid(alert, bigEndian: true));
        return true;
    }
}
