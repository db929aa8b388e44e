using CareConnect.Crypto.Verification;

namespace CareConnect.Client;

/// <summary>What a message can hold: CBOR arrays that begin with a type. Readers show a type they do not know as "sent with a newer version".</summary>
public static class Contents
{
    /// <summary><c>["text", words]</c></summary>
    public static byte[] Text(string words)
    {
        using var cbor = new CborWriter();
        return cbor.Array(2).Text("text").Text(words).ToArray();
    }

    /// <summary><c>["details", where, words]</c>: what a person in crisis tells the room.</summary>
    public static byte[] Details(string where, string words)
    {
        using var cbor = new CborWriter();
        return cbor.Array(3).Text("details").Text(where).Text(words).ToArray();
    }

    /// <summary><c>["location", where]</c>: where the person in crisis is, as somebody confirmed it when this was sent.</summary>
    public static byte[] Location(string where)
    {
        using var cbor = new CborWriter();
        return cbor.Array(2).Text("location").Text(where).ToArray();
    }

    /// <summary>The words of a text, of details or of a location; null for a type that this client does not know.</summary>
    public static string? WordsOf(ReadOnlySpan<byte> content)
    {
        var cbor = new CborReader(content);
        if (!cbor.TryArray(out var count) || !cbor.TryText(out var type))
            return null;
        return (type, count) switch
        {
            ("text" or "location", 2) when cbor.TryText(out var words) => words,
            ("details", 3) when cbor.TryText(out var where) && cbor.TryText(out var words) => where.Length == 0 ? words : $"{where}\n{words}",
            _ => null,
        };
    }

    /// <summary>
    /// <c>["cc1/open", soon, alert]</c>, and with a shared cue <c>["cc1/open", soon, alert, level, version]</c>: what the
    /// server may read of a patient's message.
    /// </summary>
    public static byte[] Open(HowSoon soon, Guid? alert = null, SharedCue? cue = null)
    {
        using var cbor = new CborWriter();
        cbor.Array(cue is null ? 3 : 5).Text("cc1/open").Number((ulong)soon).Bytes(alert?.ToByteArray(bigEndian: true) ?? []);
        if (cue is { } shared)
            cbor.Number((ulong)shared.Level).Number((ulong)shared.Version);
        return cbor.ToArray();
    }
}

/// <summary>How soon the patient asks for an answer.</summary>
public enum HowSoon
{
    None = 0,
    Now = 1,
    Today = 2,
    ThisWeek = 3,
}

/// <summary>A risk cue that the patient agreed to share. One of a crisis is only sent with the alert that it raised.</summary>
/// <param name="Version">The version of the cues that noticed it, from 1.</param>
public readonly record struct SharedCue(CueLevel Level, int Version);

/// <summary>How strong a risk cue is.</summary>
public enum CueLevel
{
    Urgent = 1,
    Crisis = 2,
}
