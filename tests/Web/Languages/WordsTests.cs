using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CareConnect.Web.Tests.Languages;

/// <summary>Every word that the server says is in both languages, and every one that it asks for exists.</summary>
public sealed partial class WordsTests
{
    private static readonly string Sources = Path.GetFullPath(Path.Combine(Here(), "../../../src/Web"));

    /// <summary>The files of words, without their language: <c>Words</c>, ….</summary>
    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Path.Combine(Sources, "Resources"), "*.resx")
        .Select(file => Path.GetFileName(file).Split('.')[0]).Distinct().Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public void Both_languages_have_the_same_words(string file) => Assert.Equal(English(file).Keys.Order(), Spanish(file).Keys.Order());

    [Theory]
    [MemberData(nameof(Files))]
    public void Both_languages_fill_in_the_same_places(string file)
    {
        var spanish = Spanish(file);
        foreach (var (key, text) in English(file))
            Assert.True(Places(text).SetEquals(Places(spanish[key])), key);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_word_was_left_untranslated(string file)
    {
        // Numbers and units that are written alike.
        string[] alike = ["rules.level.crisis", "error.413.title", "ask.no"];
        var spanish = Spanish(file);
        var same = English(file).Where(word => word.Value == spanish[word.Key] && !alike.Contains(word.Key)).Select(word => word.Key);
        Assert.Empty(same);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_word_scolds_or_shouts(string file)
    {
        Assert.All(English(file).Values.Concat(Spanish(file).Values), text => Assert.DoesNotMatch("[!¡]|(?i)\\b(invalid|must|failed|inválid[oa]|debe)\\b", text));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_sentence_ends_in_a_time_that_already_ends_in_a_stop(string file) =>
        Assert.Empty(Spanish(file).Where(word => word.Value.EndsWith("}.", StringComparison.Ordinal)).Select(word => word.Key));

    [Fact]
    public void Every_word_has_one_place() => Assert.Empty(Files.SelectMany(file => English(file.Data).Keys.Select(key => key.Split('.')[0]).Distinct())
        .GroupBy(area => area).Where(area => area.Count() > 1).Select(area => area.Key));

    [Fact]
    public void Every_word_that_is_asked_for_exists_and_every_word_that_exists_is_asked_for()
    {
        var source = string.Concat(Directory.EnumerateFiles(Sources, "*.cs*", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/") && !file.Contains("/bin/") && !file.Contains("/client/"))
            .Select(File.ReadAllText));
        var words = Files.SelectMany(file => English(file.Data).Keys).ToHashSet();
        var keys = Quoted().Matches(source).Select(match => match.Groups[1].Value).ToHashSet();
        keys.RemoveWhere(key => key.EndsWith(".json", StringComparison.Ordinal));
        var areas = words.Select(key => key.Split('.')[0]).ToHashSet();

        // A key with a value in it, like error.{kind}.title, stands for a family of words.
        var families = keys.Where(key => key.Contains('{'))
            .Select(key => new Regex("^" + Hole().Replace(Regex.Escape(key), "[a-z0-9-]+") + "$")).ToList();
        var missing = keys.Where(key => key.Contains('.') && !key.Contains('{') && areas.Contains(key.Split('.')[0]) && !words.Contains(key));
        var unused = words.Where(key => !keys.Contains(key) && !families.Exists(family => family.IsMatch(key)));

        Assert.Empty(missing);
        Assert.Empty(unused);
        Assert.All(families, family => Assert.Contains(words, family.IsMatch));
    }

    private static Dictionary<string, string> English(string file) => Read(file + ".resx");

    private static Dictionary<string, string> Spanish(string file) => Read(file + ".es.resx");

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(match => match.Value)];

    private static Dictionary<string, string> Read(string file) =>
        XDocument.Load(Path.Combine(Sources, "Resources", file)).Root!.Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    [GeneratedRegex("\"([a-z0-9]+(?:\\.(?:[a-z0-9-]|\\{[^}\"]*\\})+)*)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("\\\\\\{[^}]*}")]
    private static partial Regex Hole();

    [GeneratedRegex("\\{[0-9]}")]
    private static partial Regex Place();
}
