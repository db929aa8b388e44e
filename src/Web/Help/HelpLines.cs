using CareConnect.Web.Languages;
using Microsoft.Extensions.Options;

namespace CareConnect.Web.Help;

/// <summary>A local number in the reader's language, as islands get it.</summary>
public sealed record SpokenLine(string Name, string Number, string Shown);

/// <summary>The clinic's local numbers for the pages of islands.</summary>
public sealed class HelpLines(IOptions<HelpSettings> settings)
{
    public SpokenLine[] Here() =>
        [.. settings.Value.Lines.Select(line => new SpokenLine(line.Name[Spoken.Now], line.Number, line.Shown))];
}
