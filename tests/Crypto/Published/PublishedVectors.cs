using System.Text.Json.Nodes;
using CareConnect.Crypto.Tests.Vectors;

namespace CareConnect.Crypto.Tests.Published;

/// <summary>Published vectors, which stand beside the repository; where they do not, their tests are skipped and say so.</summary>
public static class PublishedVectors
{
    public static JsonNode Read(string file)
    {
        var path = Path.Combine(VectorFile.Folder, "..", "..", "..", "shared", "vectors", file);
        Assert.SkipUnless(File.Exists(path), $"The published vectors {file} are not here (../shared/vectors).");
        return JsonNode.Parse(File.ReadAllText(path))!;
    }

    public static byte[] Bytes(this JsonNode node, string key) => Convert.FromHexString(node[key]!.GetValue<string>());
}
