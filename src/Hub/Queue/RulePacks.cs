using System.Collections.Concurrent;
using CareConnect.Domain.Rules;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Rules;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Queue;

/// <summary>
/// The rule pack in force, and those that made earlier decisions. A document is read once for each hash: the same
/// version may be another document in another database.
/// </summary>
internal static class RulePacks
{
    private const string InForce =
        "SELECT (SELECT Version FROM RulePacks ORDER BY Number DESC LIMIT 1), (SELECT Hash FROM RulePacks ORDER BY Number DESC LIMIT 1), (SELECT TimeZone FROM Clinic)";

    private static readonly ConcurrentDictionary<string, RulePack> Defaults = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, RulePack> ByHash = new(StringComparer.Ordinal);

    /// <summary>The newest stored pack, or the program's own on the clinic's calendar.</summary>
    public static RulePack Current(Sql sql) => sql.Recall(nameof(RulePacks), "", Read);

    private static RulePack Read(Sql sql)
    {
        var (version, hash, zone) = sql.First<(string?, string?, string?)>(InForce, row => (Text(row, 0), Text(row, 1), Text(row, 2)));
        return version is null ? Default(zone ?? "Etc/UTC") : Stored(sql, version, hash!);
    }

    /// <summary>The pack that a stored decision names.</summary>
    /// <param name="timeZone">The clinic's zone then: the program's own pack is read in it, a stored one brings its own.</param>
    /// <exception cref="NotSupportedException">This database has no such version.</exception>
    public static RulePack Named(Sql sql, string version, string timeZone)
    {
        if (sql.Text("SELECT Hash FROM RulePacks WHERE Version = ?1", version) is { } hash) return Stored(sql, version, hash);
        var pack = Default(timeZone);
        return pack.Version == version ? pack : throw new NotSupportedException($"No rule pack {version}.");
    }

    private static RulePack Stored(Sql sql, string version, string hash)
    {
        if (ByHash.TryGetValue(hash, out var known)) return known;
        var pack = PackDocument.Read(PackStore.DocumentOf(sql, version)!) switch
        {
            PackRead read => read.Pack,
            PackRefused refused => throw new BadRulePackException(version, stored: true, refused.Refusals),
            _ => throw new InvalidOperationException("Not a result."),
        };
        return ByHash.GetOrAdd(hash, pack);
    }

    private static RulePack Default(string timeZone) =>
        Defaults.GetOrAdd(timeZone, id => RulePack.Default(TimeZoneInfo.FindSystemTimeZoneById(id)));

    private static string? Text(System.Data.Common.DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
