using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto.Tests.Vectors;

/// <summary>A file of cases being made: objects by name, and cases that refer to them. tests/vectors/README.md describes the format.</summary>
public sealed class VectorFile
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject _objects = [];
    private readonly JsonArray _cases = [];
    private readonly Dictionary<string, string> _names = [];
    private readonly HashSet<string> _caseNames = [];

    public static string Folder { get; } = Path.Combine(Repository(), "tests", "vectors");

    /// <summary>Puts bytes among the objects, once, and gives their name.</summary>
    public JsonNode Ref(string name, ReadOnlySpan<byte> bytes)
    {
        var hex = Hex(bytes);
        if (_names.TryGetValue(hex, out var known)) return known;
        if (_objects.ContainsKey(name)) throw new InvalidOperationException($"Two objects are called {name}.");
        _objects[name] = hex;
        return _names[hex] = name;
    }

    public void Case(int clause, string name, string op, JsonObject fields, Refusal? refusal = null)
    {
        name = $"{op}: {name}";
        if (!_caseNames.Add(name)) throw new InvalidOperationException($"Two cases are called {name}.");
        var entry = new JsonObject { ["name"] = name, ["clause"] = clause, ["op"] = op };
        foreach (var (key, value) in fields) entry[key] = value?.DeepClone();
        if (refusal is { } why) entry["refusal"] = why.ToString();
        _cases.Add(entry);
    }

    public string Write() => new JsonObject { ["objects"] = _objects.DeepClone(), ["cases"] = _cases.DeepClone() }.ToJsonString(Options) + "\n";

    public static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
    public static string Hex(Hash hash) => Hex(hash.ToArray());
    public static string? Hex(Hash? hash) => hash is { } some ? Hex(some) : null;

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "CareConnect.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run inside the repository.");
        return folder;
    }
}
