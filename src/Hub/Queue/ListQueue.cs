using CareConnect.Domain.Queue;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Queue;

/// <summary>All rows that wait for the caller's teams, in the domain's order; answered ones, still to be closed, last.</summary>
public sealed record ListQueue(Caller By) : IRequest<QueueReply>;

internal sealed class ListQueueHandler(Readers readers) : IRequestHandler<ListQueue, QueueReply>
{
    public Task<QueueReply> Handle(ListQueue request, CancellationToken cancellationToken)
    {
        if (!request.By.IsStaff) return Task.FromResult(new QueueReply(HubErrors.NotAllowed, []));
        var rows = readers.Snapshot(sql => Staffing.TeamsOf(sql, request.By.Person)
            .SelectMany(team => ItemStore.Of(sql, team))
            .OrderBy(found => !found.Item.IsOpen)
            .ThenBy(found => found.Item, QueueOrder.Default)
            .Select(found => QueueRows.Of(sql, found))
            .ToArray());
        return Task.FromResult(new QueueReply(null, rows));
    }
}
