using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Crisis;

/// <summary>One alert, for a responder who follows a page to it.</summary>
public sealed record ShowAlert(Caller By, Guid Alert) : IRequest<AlertReply>;

internal sealed class ShowAlertHandler(Readers readers, TimeProvider clock) : IRequestHandler<ShowAlert, AlertReply>
{
    public Task<AlertReply> Handle(ShowAlert request, CancellationToken cancellationToken) => Task.FromResult(readers.Snapshot(sql =>
    {
        if (!Staffing.IsResponder(sql, request.By.Person)) return new AlertReply(HubErrors.NotAllowed, null);
        return AlertRows.Find(sql, request.Alert, clock.GetUtcNow()) is { } row ? new AlertReply(null, row) : new AlertReply(HubErrors.NotFound, null);
    }));
}
