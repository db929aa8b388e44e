using System.Text.Json;

namespace CareConnect.Hub.Backup;

/// <summary>What a table holds: how many rows, and the SHA-256 of all of them in the order of their keys.</summary>
public sealed record TableSum(long Rows, string Digest);

/// <summary>What a clinic's database holds, table by table. The same in both stores for the same clinic.</summary>
public sealed record Ledger(IReadOnlyDictionary<string, TableSum> Tables)
{
    /// <summary>Lies beside a backup.</summary>
    public const string FileName = "ledger.json";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public long Rows => Tables.Values.Sum(table => table.Rows);

    /// <summary>The tables that are not the same in both.</summary>
    public IReadOnlyList<string> Differences(Ledger other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return [.. Tables.Keys.Union(other.Tables.Keys).Where(name => Tables.GetValueOrDefault(name) != other.Tables.GetValueOrDefault(name)).Order(StringComparer.Ordinal)];
    }

    internal void Write(string folder) => File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, Indented) + "\n");

    /// <summary>Null when there is none.</summary>
    internal static Ledger? Read(string folder)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file)) return null;
        try
        {
            return JsonSerializer.Deserialize<Ledger>(File.ReadAllText(file)) is { Tables: not null } ledger ? ledger : throw new JsonException();
        }
        catch (JsonException)
        {
            throw new CopyException($"{file} cannot be read.");
        }
    }
}
