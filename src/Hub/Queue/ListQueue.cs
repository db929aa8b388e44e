using CareConnect.Domain.Queue;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Cover;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Queue;

/// <summary>
/// All rows that wait for the caller's teams, those that would else be seen by nobody, and those of whom the caller covers,
/// in the domain's order; answered ones, still to be closed, last.
/// </summary>
public sealed record ListQueue(Caller By) : IRequest<QueueReply>;

internal sealed class ListQueueHandler(Readers readers, TimeProvider clock) : IRequestHandler<ListQueue, QueueReply>
{
    public Task<QueueReply> Handle(ListQueue request, CancellationToken cancellationToken)
    {
        if (request.By is not { IsStaff: true, Person: { } person }) return Task.FromResult(new QueueReply(HubErrors.NotAllowed, []));
        var now = clock.GetUtcNow();
        var rows = readers.Snapshot(sql => Seen(sql, person, now)
            .Select(found => found with { Item = Watch.At(sql, found.Item, now) })
            .OrderBy(found => !found.Item.IsOpen)
            .ThenBy(found => found.Item, QueueOrder.Default)
            .Select(found => QueueRows.Of(sql, found, now))
            .ToArray());
        return Task.FromResult(new QueueReply(null, rows));
    }

    private static IEnumerable<ItemOnFile> Seen(Sql sql, string person, DateTimeOffset now) =>
        Staffing.TeamsOf(sql, person).SelectMany(team => ItemStore.Of(sql, team))
            .Concat(ItemStore.Adrift(sql, now))
            .Where(found => Watch.Sees(sql, found.Item, person, now))
            .Concat(Absences.CoveredBy(sql, person, now).SelectMany(away => ItemStore.OwnedBy(sql, away)))
            .DistinctBy(found => found.Item.Id);
}
