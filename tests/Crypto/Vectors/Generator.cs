namespace CareConnect.Crypto.Tests.Vectors;

/// <summary>The committed files and what makes them.</summary>
public static class Generator
{
    public static IReadOnlyDictionary<string, Func<string>> Files { get; } = new Dictionary<string, Func<string>>
    {
        ["basics.json"] = BasicVectors.Make,
        ["world.json"] = WorldVectors.Make,
        ["negative.json"] = NegativeVectors.Make,
    };
}
