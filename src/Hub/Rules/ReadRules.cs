using CareConnect.Domain.People;
using CareConnect.Domain.Rules;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using MediatR;

namespace CareConnect.Hub.Rules;

/// <summary>The rules of a version, and all versions there were. Null for who may not tune them, or when there is no such version.</summary>
/// <param name="Version">Null for the one in force.</param>
public sealed record ReadRules(Caller By, string? Version = null) : IRequest<ClinicRules?>;

/// <summary>Rules as one document.</summary>
/// <param name="Document">As it was put in force.</param>
/// <param name="Versions">The newest, which is in force, first. The program's own ends the list.</param>
public sealed record ClinicRules(RulePack Pack, string Document, IReadOnlyList<PackVersion> Versions)
{
    /// <summary>Whether it decides now.</summary>
    public bool InForce => Versions[0].Version == Pack.Version;
}

/// <param name="Account">Who put it in force; null when the program or its settings did.</param>
/// <param name="Person">Their person id, for their name.</param>
/// <param name="From">Since when, Unix ms; null for the program's own.</param>
public sealed record PackVersion(string Version, Guid? Account, string? Person, long? From);

internal sealed class ReadRulesHandler(Readers readers) : IRequestHandler<ReadRules, ClinicRules?>
{
    public Task<ClinicRules?> Handle(ReadRules request, CancellationToken cancellationToken) => Task.FromResult(readers.Snapshot(sql =>
    {
        if (!RulesAccess.May(sql, request.By, Act.TuneRules)) return null;
        var own = RulePack.Default(TimeZoneInfo.FindSystemTimeZoneById(sql.Text("SELECT TimeZone FROM Clinic") ?? "Etc/UTC"));
        var versions = sql.List(
            "SELECT p.Version, p.\"by\", a.Person, p.InForceFrom FROM RulePacks p LEFT JOIN Accounts a ON a.Id = p.\"by\" ORDER BY p.Number DESC",
            row => new PackVersion(
                row.GetString(0), row.IsDBNull(1) ? null : row.GetGuid(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetInt64(3)));
        versions.Add(new PackVersion(own.Version, null, null, null));
        var wanted = request.Version ?? versions[0].Version;
        if (wanted == own.Version) return new ClinicRules(own, PackDocument.Write(own), versions);
        return PackStore.DocumentOf(sql, wanted) is { } document
            ? new ClinicRules(RulePacks.Named(sql, wanted, ""), document, versions)
            : null;
    }));
}
