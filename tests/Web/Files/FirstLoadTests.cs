using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CareConnect.Web.Tests.Files;

/// <summary>Script and styles of a first load, gzipped, in kB of 1000 bytes.</summary>
public sealed partial class FirstLoadTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Here(), "../../../src/Web/wwwroot"));

    [Theory]
    [InlineData("home", 60, "page")]
    [InlineData("thread", 90, "page", "thread")]
    public void A_first_load_is_small(string page, int limit, params string[] islands)
    {
        var manifest = Path.Combine(Root, "app/manifest.json");
        if (!File.Exists(manifest)) Assert.Skip("The client is not built: npm --prefix src/Web/client run build");
        var chunks = JsonDocument.Parse(File.ReadAllText(manifest)).RootElement.EnumerateObject().ToDictionary(chunk => chunk.Name, chunk => chunk.Value);
        var files = new HashSet<string> { "css/tokens.css", "css/app.css" };
        foreach (var island in islands)
            Add(chunks.Single(chunk => chunk.Value.GetProperty("file").GetString() == $"{island}.js").Key);

        var size = files.Sum(file => Gzipped(Path.Combine(Root, file)));

        TestContext.Current.TestOutputHelper?.WriteLine($"{page}: {size / 1000.0:F1} kB in {files.Count} files");
        Assert.InRange(size, 1, limit * 1000);

        void Add(string key)
        {
            if (!files.Add("app/" + chunks[key].GetProperty("file").GetString())) return;
            if (chunks[key].TryGetProperty("imports", out var imports))
                foreach (var import in imports.EnumerateArray()) Add(import.GetString()!);
            // Words are loaded for the language of the page: one of the two. The larger one is counted. What else is loaded
            // by a call comes once somebody acts, so not with the first load.
            if (chunks[key].TryGetProperty("dynamicImports", out var later))
                foreach (var words in later.EnumerateArray().Select(import => import.GetString()!).Where(import => Language().IsMatch(import)).GroupBy(import => Language().Replace(import, "")))
                    Add(words.MaxBy(import => Gzipped(Path.Combine(Root, "app", chunks[import].GetProperty("file").GetString()!)))!);
            if (chunks[key].TryGetProperty("css", out var styles))
                foreach (var style in styles.EnumerateArray()) files.Add("app/" + style.GetString());
        }
    }

    private static long Gzipped(string path)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        using (var file = File.OpenRead(path)) file.CopyTo(gzip);
        return packed.Length;
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    [GeneratedRegex("\\.(en|es)\\.")]
    private static partial Regex Language();
}
