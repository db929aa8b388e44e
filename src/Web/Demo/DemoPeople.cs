using System.Text.Json;

namespace CareConnect.Web.Demo;

/// <summary>A made-up person of the demo clinic.</summary>
/// <param name="Kind">Key of the words that say what they do: <c>demo.kind.{Kind}</c>.</param>
/// <param name="RecoveryCode">Opens their keyring in a browser. Kept in the data folder, of a demo only.</param>
public sealed record DemoPerson(string Login, string Name, string Kind, string RecoveryCode);

/// <summary>The people of <c>demo.json</c> in the data folder, which the demo's founding writes. Registered in demo mode alone.</summary>
public sealed class DemoPeople(string dataFolder)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly string _file = Path.Combine(dataFolder, "demo.json");

    /// <summary>Empty until the demo clinic is founded.</summary>
    public async Task<IReadOnlyList<DemoPerson>> All(CancellationToken cancellation)
    {
        if (!File.Exists(_file)) return [];
        await using var file = File.OpenRead(_file);
        return await JsonSerializer.DeserializeAsync<DemoPerson[]>(file, Json, cancellation) ?? [];
    }

    public async Task<DemoPerson?> Find(string login, CancellationToken cancellation) =>
        (await All(cancellation)).FirstOrDefault(person => person.Login == login);
}
