using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Crisis;

/// <summary>The calling patient's open alert, or none.</summary>
public sealed record ShowMyAlert(Caller By) : IRequest<AlertReply>;

internal sealed class ShowMyAlertHandler(Readers readers, TimeProvider clock) : IRequestHandler<ShowMyAlert, AlertReply>
{
    public Task<AlertReply> Handle(ShowMyAlert request, CancellationToken cancellationToken) =>
        Task.FromResult(readers.Snapshot(sql => new AlertReply(
            null, AlertStore.OpenOf(sql, request.By.Account) is { } open ? AlertRows.ForPatient(AlertRows.Find(sql, open.Id, clock.GetUtcNow())!) : null)));
}
