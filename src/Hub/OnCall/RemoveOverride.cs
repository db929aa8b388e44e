using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.OnCall;

/// <summary>Takes an override back, so that the rotations count again. For who edits the schedule.</summary>
public sealed record RemoveOverride(Caller By, Guid Id) : IRequest<OnCallAnswer>;

internal sealed class RemoveOverrideHandler(WriterQueue writer, TimeProvider clock) : IRequestHandler<RemoveOverride, OnCallAnswer>
{
    public Task<OnCallAnswer> Handle(RemoveOverride request, CancellationToken cancellationToken) => writer.Run(tx =>
    {
        if (!OnCallAccess.Edits(tx, request.By)) return OnCallAnswer.Refused(HubErrors.NotAllowed);
        var removed = tx.Execute(
            "UPDATE OnCallOverrides SET RemovedBy = ?2, RemovedAt = ?3 WHERE Id = ?1 AND RemovedAt IS NULL",
            request.Id, request.By.Person, OnCallStore.Ms(clock.GetUtcNow()));
        return removed == 1 ? OnCallAnswer.Done : OnCallAnswer.Refused(HubErrors.NotFound);
    });
}
