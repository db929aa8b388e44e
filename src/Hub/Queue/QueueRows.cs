using CareConnect.Domain.Queue;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using Reason = CareConnect.Protocol.Reason;

namespace CareConnect.Hub.Queue;

/// <summary>Items as a queue shows them.</summary>
internal static class QueueRows
{
    public static QueueRow Of(Sql sql, ItemOnFile found)
    {
        var (item, record) = found;
        var (name, confirmed) = sql.First(
            """
            SELECT a.Name,
                EXISTS (SELECT 1 FROM Vouches v WHERE v.Record = a.Id AND v.Person = a.Person)
                AND NOT EXISTS (SELECT 1 FROM Vouches v WHERE v.Record = a.Id AND v.Person <> a.Person)
            FROM Accounts a WHERE a.Id = ?1
            """,
            row => (row.GetString(0), row.GetBoolean(1)),
            record);
        return new QueueRow(
            item.Id, item.Conversation.Value, item.Team.Value, record.ToString(), name ?? "", confirmed,
            Words<Level>.Of(item.Decision.Level), !item.Decision.NothingShared, Reasons(sql, item),
            item.Since.ToUnixTimeMilliseconds(), item.Decision.Clocks.ClaimBy.ToUnixTimeMilliseconds(),
            item.Decision.Clocks.ContactBy.ToUnixTimeMilliseconds(), item.Owner?.Value, Words<QueueState>.Of(item.State),
            item.Decision.PackVersion);
    }

    private static Reason[] Reasons(Sql sql, QueueItem item)
    {
        var reasons = item.Decision.Reasons.Select(reason => new Reason(
            Words<ReasonCode>.Of(reason.Code), reason.At.ToUnixTimeMilliseconds(), DetailOf(reason)));
        return ItemStore.LastReroute(sql, item) is var (why, at)
            ? [.. reasons, new Reason("rerouted", at.ToUnixTimeMilliseconds(), why)]
            : [.. reasons];
    }

    private static string DetailOf(Domain.Triage.Reason reason) =>
        reason.Code is ReasonCode.ClockRanOut or ReasonCode.LoweredByPerson ? Words<Level>.Of(reason.Level) : "";
}
