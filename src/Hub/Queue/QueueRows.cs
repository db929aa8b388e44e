using CareConnect.Domain.Queue;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Cover;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using Reason = CareConnect.Protocol.Reason;

namespace CareConnect.Hub.Queue;

/// <summary>Items as a queue shows them.</summary>
internal static class QueueRows
{
    public static QueueRow Of(Sql sql, ItemOnFile found, DateTimeOffset now)
    {
        var (item, record) = (Watch.At(sql, found.Item, now), found.Record);
        var (name, person, confirmed) = sql.First(
            """
            SELECT a.Name, a.Person,
                EXISTS (SELECT 1 FROM Vouches v WHERE v.Record = a.Id AND v.Person = a.Person)
                AND NOT EXISTS (SELECT 1 FROM Vouches v WHERE v.Record = a.Id AND v.Person <> a.Person)
            FROM Accounts a WHERE a.Id = ?1
            """,
            row => (row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), row.GetBoolean(2)),
            record);
        return new QueueRow(
            item.Id, item.Conversation?.Value, item.Team?.Value, record.ToString(), name ?? "", confirmed,
            Words<Level>.Of(item.Decision.Level), !item.Decision.NothingShared, Reasons(sql, item),
            item.Since.ToUnixTimeMilliseconds(), item.Decision.Clocks.ClaimBy.ToUnixTimeMilliseconds(),
            item.Decision.Clocks.ContactBy.ToUnixTimeMilliseconds(), item.Owner?.Value, Words<QueueState>.Of(item.State),
            item.Decision.PackVersion, Uncovered(sql, item, now), CoveredBy(sql, item, now), Elsewhere(sql, item, record), person);
    }

    // In words, why nobody may be looking after it although it stands in a queue.
    private static string Uncovered(Sql sql, QueueItem item, DateTimeOffset now) =>
        Watch.IsAdrift(sql, item, now) ? "no-team" : item.OwnerAway ? "owner-away" : "";

    private static string? CoveredBy(Sql sql, QueueItem item, DateTimeOffset now) =>
        item is { OwnerAway: true, Owner: { } owner } ? Absences.Of(sql, owner.Value, now)?.CoveredBy : null;

    // That another team has the patient waiting, and nothing of what for.
    private static string[] Elsewhere(Sql sql, QueueItem item, Guid record) => [.. ItemStore.OfRecord(sql, record)
        .Where(other => other.Item.Id != item.Id && other.Item.IsOpen)
        .Select(other => other.Item.Team?.Value).OfType<string>()
        .Where(team => team != item.Team?.Value).Distinct()];

    private static Reason[] Reasons(Sql sql, QueueItem item)
    {
        var reasons = item.Decision.Reasons.Select(reason => new Reason(
            Words<ReasonCode>.Of(reason.Code), reason.At.ToUnixTimeMilliseconds(), DetailOf(reason)));
        var all = reasons.ToList();
        if (item.Lowering is { } lowering)
            all.Add(new Reason("lowered", lowering.At.ToUnixTimeMilliseconds(), Words<LoweringReason>.Of(lowering.Why)));
        if (ItemStore.LastReroute(sql, item) is var (why, at))
            all.Add(new Reason("rerouted", at.ToUnixTimeMilliseconds(), why));
        return [.. all];
    }

    private static string DetailOf(Domain.Triage.Reason reason) =>
        reason.Code is ReasonCode.ClockRanOut or ReasonCode.LoweredByPerson ? Words<Level>.Of(reason.Level) : "";
}
