using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CareConnect.Crypto.Tests.Vectors;

/// <summary>The hex in docs/protocol.md is that of the committed vectors: <c>```hex file: case / field</c>.</summary>
public sealed partial class ProtocolDocumentTests
{
    [Fact]
    public void The_worked_bytes_are_those_of_the_vectors()
    {
        var document = File.ReadAllText(Path.Combine(VectorFile.Folder, "..", "..", "docs", "protocol.md"));
        var blocks = Block().Matches(document);
        Assert.True(blocks.Count >= 15, $"{blocks.Count} blocks");
        foreach (Match block in blocks)
        {
            var (file, path) = (block.Groups["file"].Value, block.Groups["path"].Value);
            Assert.True(Pattern(block.Groups["hex"].Value).IsMatch(Find(file, path)), $"{file}: {path}");
        }
    }

    // Comments and white space go; [n bytes] stands for any n bytes.
    private static Regex Pattern(string hex)
    {
        var bare = string.Concat(hex.Split('\n').Select(line => line.Split(';')[0])).Replace(" ", "", StringComparison.Ordinal);
        return new Regex("^" + LeftOut().Replace(bare, match => $"[0-9a-f]{{{2 * int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)}}}") + "$");
    }

    private static string Find(string file, string path)
    {
        var at = path.LastIndexOf(" / ", StringComparison.Ordinal);
        var (name, fields) = (path[..at], path[(at + 3)..]);
        var root = JsonNode.Parse(File.ReadAllText(Path.Combine(VectorFile.Folder, file)))!;
        if (name == "objects") return root["objects"]![fields]!.GetValue<string>();
        var node = root["cases"]!.AsArray().Single(c => c!["name"]!.GetValue<string>() == name)!;
        foreach (var field in fields.Split('.')) node = int.TryParse(field, out var index) ? node![index]! : node![field]!;
        return node.GetValue<string>();
    }

    [GeneratedRegex("^```hex (?<file>[a-z]+\\.json): (?<path>[^\n]+)\n(?<hex>.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\[(\d+)bytes\]")]
    private static partial Regex LeftOut();
}
