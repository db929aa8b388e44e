using System.Data.Common;
using CareConnect.Domain.Figures;
using CareConnect.Domain.People;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Rules;
using CareConnect.Hub.Storage;
using MediatR;

namespace CareConnect.Hub.Figures;

/// <summary>What came in and how fast it was answered, week by week. Null for who may not see it.</summary>
/// <param name="Team">Only what waits, or waited, for this team; null for all.</param>
public sealed record ReadFigures(Caller By, string? Team = null) : IRequest<ClinicFigures?>;

/// <param name="Weeks">The oldest first; the last one is not over yet.</param>
/// <param name="Teams">Teams that anything ever waited for.</param>
public sealed record ClinicFigures(IReadOnlyList<WeekFigures> Weeks, IReadOnlyList<string> Teams);

internal sealed class ReadFiguresHandler(Readers readers, TimeProvider clock) : IRequestHandler<ReadFigures, ClinicFigures?>
{
    public const int Weeks = 12;

    // All steps of every row that anything happened to since then: a wait that began before is seen whole.
    private const string Steps =
        """
        WITH Seen AS (SELECT DISTINCT i.Id FROM TriageDecisions d JOIN QueueItems i ON i.Id = d.Item
            WHERE d.At >= ?1 AND (CAST(?2 AS TEXT) IS NULL OR i.Team = ?2))
        SELECT d.Item, d.At, 0, d.Number, '', d.ClaimBy, d.ContactBy FROM TriageDecisions d JOIN Seen ON Seen.Id = d.Item
        UNION ALL
        SELECT e.Item, e.At, 1, e.Number, e.Kind, NULL, NULL FROM QueueEvents e JOIN Seen ON Seen.Id = e.Item
            WHERE e.Kind IN ('item-claimed', 'item-handed-over', 'item-released', 'item-rerouted', 'item-answered', 'item-closed')
        ORDER BY 1, 2, 3, 4
        """;

    public Task<ClinicFigures?> Handle(ReadFigures request, CancellationToken cancellationToken) => Task.FromResult(readers.Snapshot(sql =>
    {
        if (!RulesAccess.May(sql, request.By, Act.SeeFigures)) return null;
        var (calendar, now) = (RulePacks.Current(sql).Calendar, clock.GetUtcNow());
        var from = Domain.Figures.Weeks.Start(calendar, now, Weeks);
        var steps = sql.List(Steps, row => (Item: row.GetGuid(0), Step: Read(row)), from.ToUnixTimeMilliseconds(), request.Team);
        var waits = steps.GroupBy(each => each.Item, each => each.Step).SelectMany(row => Waits.Of(row, now)).Where(wait => wait.Began >= from);
        return new ClinicFigures(
            Domain.Figures.Weeks.Of(waits, calendar, now, Weeks),
            sql.List("SELECT DISTINCT Team FROM QueueItems WHERE Team IS NOT NULL ORDER BY Team", row => row.GetString(0)));
    }));

    private static WaitStep Read(DbDataReader row)
    {
        var at = TriageText.Time(row.GetInt64(1));
        return row.GetString(4) switch
        {
            "" => new ClocksSet(at, new Clocks(TriageText.Time(row.GetInt64(5)), TriageText.Time(row.GetInt64(6)))),
            "item-claimed" or "item-handed-over" => new WaitClaimed(at),
            "item-released" or "item-rerouted" => new WaitReleased(at),
            _ => new WaitEnded(at),
        };
    }
}
