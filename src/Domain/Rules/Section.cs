namespace CareConnect.Domain.Rules;

/// <summary>One object of a document while it is read: what is asked for must be there, and nothing else may be.</summary>
internal sealed class Section(SectionNode node, List<PackRefusal> refusals, string path = "")
{
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    public int Line => node.Line;

    /// <summary>The members that lead here, with a dot after each.</summary>
    public string Path => path;

    /// <summary>A wanted object; when it is not there the refusal is written down and the reading goes on without it.</summary>
    public Section? Part(string name) =>
        Find<SectionNode>(name, ValueKind.Section) is { } part ? new Section(part, refusals, $"{path}{name}.") : null;

    /// <summary>An object that may be left out.</summary>
    public Section? PartIfAny(string name) => Has(name) ? Part(name) : null;

    public TextNode? Text(string name) => Find<TextNode>(name, ValueKind.Text);

    public ListNode? List(string name) => Find<ListNode>(name, ValueKind.List);

    /// <summary>A whole number within these bounds, both allowed.</summary>
    public int? Whole(string name, int min, int max)
    {
        if (Find<NumberNode>(name, ValueKind.WholeNumber) is not { } number) return null;
        if (number.Whole is not { } whole)
        {
            refusals.Add(new WrongKind(number.Line, path + name, ValueKind.WholeNumber));
            return null;
        }

        if (whole >= min && whole <= max) return whole;
        refusals.Add(new OutOfRange(number.Line, path + name, min, max));
        return null;
    }

    /// <summary>The line of a member that was found, else of the part itself.</summary>
    public int LineOf(string name) => node.Members.FirstOrDefault(member => member.Name == name)?.Line ?? node.Line;

    /// <summary>Refuses every member that was not asked for.</summary>
    public void End() => refusals.AddRange(
        node.Members.Where(member => !asked.Contains(member.Name)).Select(member => new UnknownMember(member.Line, path + member.Name)));

    private bool Has(string name)
    {
        asked.Add(name);
        return node.Members.Any(member => member.Name == name);
    }

    private T? Find<T>(string name, ValueKind wanted)
        where T : Node
    {
        if (!Has(name))
        {
            refusals.Add(new MissingMember(node.Line, path + name));
            return null;
        }

        var member = node.Members.First(member => member.Name == name);
        if (member.Value is T found) return found;
        refusals.Add(new WrongKind(member.Value.Line, path + name, wanted));
        return null;
    }
}
