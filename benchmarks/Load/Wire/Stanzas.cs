namespace CareConnect.Load.Wire;

/// <summary>Cuts a stream of XMPP (RFC 6120) into its stanzas. Servers escape what stands in attributes, so a tag ends at the next <c>&gt;</c>.</summary>
internal static class Stanzas
{
    /// <summary>The length of the first stanza, or of the head of a stream; 0 while it is not all there.</summary>
    public static int First(ReadOnlySpan<byte> bytes)
    {
        var (depth, at) = (0, 0);
        while (true)
        {
            var open = bytes[at..].IndexOf((byte)'<');
            if (open < 0) return 0;
            var close = bytes[(at + open)..].IndexOf((byte)'>');
            if (close < 0) return 0;
            var tag = bytes.Slice(at + open, close + 1);
            at += open + close + 1;
            if (tag[1] == '?') continue;
            if (tag.StartsWith("<stream:stream"u8) || tag.StartsWith("</stream:stream"u8)) return at;
            if (tag[1] == '/') depth--;
            else if (tag[^2] != '/') depth++;
            if (depth == 0) return at;
        }
    }

    /// <summary>The value of an attribute of the stanza's own tag; empty when it has none.</summary>
    public static ReadOnlySpan<byte> Attribute(ReadOnlySpan<byte> stanza, ReadOnlySpan<byte> name)
    {
        var tag = stanza[..stanza.IndexOf((byte)'>')];
        for (var rest = tag; rest.IndexOf(name) is var at && at >= 0; rest = rest[(at + name.Length)..])
        {
            if (at == 0 || rest[at - 1] != ' ' || rest[at + name.Length] != '=') continue;
            var quote = rest[at + name.Length + 1];
            var value = rest[(at + name.Length + 2)..];
            return value[..value.IndexOf(quote)];
        }

        return [];
    }
}
