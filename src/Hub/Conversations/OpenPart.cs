using CareConnect.Crypto.Verification;
using CareConnect.Domain.Triage;

namespace CareConnect.Hub.Conversations;

/// <summary>
/// What a message lets the server read: nothing, <c>["cc1/open", soon, alert]</c>, or
/// <c>["cc1/open", soon, alert, level, version]</c> with a risk cue that the patient agreed to share.
/// </summary>
/// <param name="Alert">The alert that was raised with it, or null.</param>
/// <param name="Cue">Level and version only: never what was found, or where. One of a crisis names its alert.</param>
internal readonly record struct OpenPart(HowSoon Soon, Guid? Alert, SharedCue? Cue)
{
    public static bool TryRead(ReadOnlySpan<byte> open, out OpenPart part)
    {
        part = default;
        if (open.IsEmpty)
            return true;
        var cbor = new CborReader(open);
        if (!cbor.TryArray(out int count) || count is not (3 or 5)
            || !cbor.TryText(out string label) || label != "cc1/open"
            || !cbor.TryNumber(out ulong soon) || soon > (ulong)HowSoon.Week
            || !cbor.TryBytes(out ReadOnlySpan<byte> alert) || alert.Length is not (0 or 16))
            return false;
        SharedCue? cue = null;
        if (count == 5)
        {
            if (!cbor.TryNumber(out ulong level) || level is not (1 or 2)
                || !cbor.TryNumber(out ulong version) || version is 0 or > int.MaxValue
                || (level == 2 && alert.IsEmpty))
                return false;
            cue = new SharedCue(level == 2 ? CueLevel.Crisis : CueLevel.Urgent, (int)version);
        }

        if (!cbor.AtEnd)
            return false;
        part = new OpenPart((HowSoon)soon, alert.IsEmpty ? null : new Guid(alert, bigEndian: true), cue);
        return true;
    }
}

/// <summary>A risk cue that a patient's device noticed and the patient agreed to share.</summary>
/// <param name="Version">The version of the cues that noticed it.</param>
public readonly record struct SharedCue(CueLevel Level, int Version);
