using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Crisis;

/// <summary>Drills that are over, the newest first: for whoever may start one.</summary>
public sealed record ListDrills(Caller By) : IRequest<DrillsReply>;

internal sealed class ListDrillsHandler(Readers readers) : IRequestHandler<ListDrills, DrillsReply>
{
    private const int Shown = 20;

    public Task<DrillsReply> Handle(ListDrills request, CancellationToken cancellationToken) =>
        Task.FromResult(readers.Snapshot(sql => Drills.MayStart(sql, request.By)
            ? new DrillsReply(null, Drills.Newest(sql, Shown))
            : new DrillsReply(HubErrors.NotAllowed, [])));
}
