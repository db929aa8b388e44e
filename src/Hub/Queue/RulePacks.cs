using System.Collections.Concurrent;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Queue;

/// <summary>The rule pack in force, and those that made earlier decisions.</summary>
internal static class RulePacks
{
    private static readonly ConcurrentDictionary<string, RulePack> Defaults = new(StringComparer.Ordinal);

    /// <summary>The default pack on the clinic's calendar.</summary>
    public static RulePack Current(Sql sql) => Default(sql.Text("SELECT TimeZone FROM Clinic") ?? "Etc/UTC");

    /// <summary>The pack that a stored decision names.</summary>
    /// <exception cref="NotSupportedException">This program does not know that version.</exception>
    public static RulePack Named(string version, string timeZone)
    {
        var pack = Default(timeZone);
        return pack.Version == version ? pack : throw new NotSupportedException($"No rule pack {version}.");
    }

    private static RulePack Default(string timeZone) =>
        Defaults.GetOrAdd(timeZone, id => RulePack.Default(TimeZoneInfo.FindSystemTimeZoneById(id)));
}
