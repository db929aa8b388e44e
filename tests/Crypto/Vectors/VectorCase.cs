using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto.Tests.Vectors;

/// <summary>One case of a committed file, with its objects resolved.</summary>
public sealed class VectorCase(JsonObject objects, JsonObject fields)
{
    public string Name => Text("name");
    public string Op => Text("op");
    public JsonObject Fields => fields;

    public static IReadOnlyList<VectorCase> Of(string file) => Parsed.GetOrAdd(file, Parse);

    private static readonly ConcurrentDictionary<string, IReadOnlyList<VectorCase>> Parsed = new();

    private static IReadOnlyList<VectorCase> Parse(string file)
    {
        var path = Path.Combine(VectorFile.Folder, file);
        if (!File.Exists(path)) return [];
        var root = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        var objects = root["objects"]!.AsObject();
        return [.. root["cases"]!.AsArray().Select(entry => new VectorCase(objects, entry!.AsObject()))];
    }

    public string Text(string key) => fields[key]!.GetValue<string>();
    public ulong Number(string key) => fields[key]!.GetValue<ulong>();
    public bool Flag(string key) => fields[key]!.GetValue<bool>();
    public byte[] Bytes(string key) => Convert.FromHexString(Text(key));
    public Hash Hash(string key) => new(Bytes(key));
    public Hash? OptionalHash(string key) => fields[key] is null ? null : Hash(key);
    public byte[] Named(string key) => Resolve(fields[key]!);
    public byte[][] AllNamed(string key) => [.. fields[key]!.AsArray().Select(name => Resolve(name!))];
    public IEnumerable<VectorCase> Each(string key) => fields[key]!.AsArray().Select(entry => new VectorCase(objects, entry!.AsObject()));
    public IEnumerable<string> Texts(string key) => fields[key]!.AsArray().Select(entry => entry!.GetValue<string>());
    public Refusal Refusal => Enum.Parse<Refusal>(Text("refusal"));
    public ListedObjects Links() => new(AllNamed("links"), Flag("newest"));

    private byte[] Resolve(JsonNode name) => Convert.FromHexString(objects[name.GetValue<string>()]!.GetValue<string>());
}
