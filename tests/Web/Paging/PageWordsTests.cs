using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CareConnect.Web.Tests.Paging;

/// <summary>A page says the same on every way, in both languages, and names nobody.</summary>
public sealed partial class PageWordsTests
{
    private static readonly string Sources = Path.GetFullPath(Path.Combine(Here(), "../../../src"));

    [Theory]
    [InlineData("en", "PageWords.resx")]
    [InlineData("es", "PageWords.es.resx")]
    public void What_a_browser_shows_is_what_the_other_ways_say(string language, string file)
    {
        var hub = XDocument.Load(Path.Combine(Sources, "Hub/Paging", file)).Root!.Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);
        var worker = File.ReadAllText(Path.Combine(Sources, "Web/wwwroot/sw.js"));
        var line = Regex.Match(worker, $"^  {language}: {{ (.*) }},$", RegexOptions.Multiline).Groups[1].Value;
        var shown = Words().Matches(line).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

        Assert.Equal(hub.OrderBy(word => word.Key), shown.OrderBy(word => word.Key));
        Assert.Equal(3, shown.Count);
    }

    [Fact]
    public void A_page_says_exactly_this()
    {
        var worker = File.ReadAllText(Path.Combine(Sources, "Web/wwwroot/sw.js"));
        Assert.Contains("alert: 'Crisis alert. Open CareConnect.'", worker);
        Assert.Contains("drill: 'Drill. Open CareConnect.'", worker);
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    [GeneratedRegex("(\\w+): '([^']+)'")]
    private static partial Regex Words();
}
