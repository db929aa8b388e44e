using System.Text;
using System.Text.Json;

namespace CareConnect.Domain.Rules;

/// <summary>A JSON value, and the line on which it begins.</summary>
internal abstract record Node(int Line);

internal sealed record SectionNode(int Line, IReadOnlyList<NamedNode> Members) : Node(Line);

internal sealed record ListNode(int Line, IReadOnlyList<Node> Items) : Node(Line);

internal sealed record TextNode(int Line, string Text) : Node(Line);

/// <param name="Whole">Null when it is not a whole number that fits.</param>
internal sealed record NumberNode(int Line, int? Whole) : Node(Line);

/// <summary><c>true</c>, <c>false</c> or <c>null</c>, which no pack has.</summary>
internal sealed record WordNode(int Line) : Node(Line);

/// <param name="Line">Of the name.</param>
internal sealed record NamedNode(int Line, string Name, Node Value);

/// <summary>
/// JSON that remembers its lines. Strict (RFC 8259: no comments, no trailing commas), and a name that stands twice in
/// one object is refused instead of the last one winning.
/// </summary>
internal ref struct LinedJson
{
    // Deeper than any pack; the reader refuses what is deeper.
    private const int MaxDepth = 8;

    private readonly ReadOnlySpan<byte> text;
    private readonly List<PackRefusal> refusals;
    private Utf8JsonReader reader;
    private int counted;
    private int line = 1;

    private LinedJson(ReadOnlySpan<byte> text, List<PackRefusal> refusals)
    {
        this.text = text;
        this.refusals = refusals;
        reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = MaxDepth });
    }

    /// <summary>The whole text as one value; null, with the reason, when it is not JSON.</summary>
    public static Node? Read(string text, List<PackRefusal> refusals)
    {
        var json = new LinedJson(Encoding.UTF8.GetBytes(text), refusals);
        try
        {
            json.reader.Read();
            var root = json.Value();
            json.reader.Read(); // throws unless the text ends here
            return root;
        }
        catch (JsonException malformed)
        {
            refusals.Add(new NotJson((int)(malformed.LineNumber ?? 0) + 1));
            return null;
        }
    }

    private Node Value()
    {
        var here = Line();
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => new SectionNode(here, Members()),
            JsonTokenType.StartArray => new ListNode(here, Items()),
            JsonTokenType.String => new TextNode(here, Text()),
            JsonTokenType.Number => new NumberNode(here, reader.TryGetInt32(out var whole) ? whole : null),
            _ => new WordNode(here),
        };
    }

    private List<NamedNode> Members()
    {
        var members = new List<NamedNode>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (here, name) = (Line(), Text());
            reader.Read();
            var member = new NamedNode(here, name, Value());
            if (names.Add(name)) members.Add(member);
            else refusals.Add(new DuplicateMember(here, name));
        }

        return members;
    }

    private List<Node> Items()
    {
        var items = new List<Node>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(Value());
        return items;
    }

    // An escape that is half of a surrogate pair passes the reader and is no text.
    private string Text()
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new JsonException(null, null, Line() - 1, null);
        }
    }

    private int Line()
    {
        var start = (int)reader.TokenStartIndex;
        line += text[counted..start].Count((byte)'\n');
        counted = start;
        return line;
    }
}
