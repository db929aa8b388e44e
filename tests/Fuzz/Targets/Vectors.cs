using System.Runtime.CompilerServices;
using System.Text.Json;

namespace CareConnect.Fuzz.Tests.Targets;

/// <summary>Objects of the committed vectors, to begin with.</summary>
internal static class Vectors
{
    /// <summary>Every object of a file, in its order.</summary>
    public static IEnumerable<byte[]> Objects(string file)
    {
        using var document = Open(file);
        return [.. document.RootElement.GetProperty("objects").EnumerateObject().Select(named => Convert.FromHexString(named.Value.GetString()!))];
    }

    /// <summary>A field in hex of every case that has it.</summary>
    public static IEnumerable<byte[]> Cases(string file, string field)
    {
        using var document = Open(file);
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Where(one => one.TryGetProperty(field, out _))
            .Select(one => Convert.FromHexString(one.GetProperty(field).GetString()!))];
    }

    private static JsonDocument Open(string file) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Here(), "../../vectors", file)));

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
