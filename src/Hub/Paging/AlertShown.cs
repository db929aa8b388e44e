using CareConnect.Hub.Accounts;
using CareConnect.Hub.Crisis;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Paging;

/// <summary>A responder's open board shows this alert: their page by it has arrived.</summary>
public sealed record AlertShown(Caller By, Guid Alert) : IRequest<Reply>;

internal sealed class AlertShownHandler(WriterQueue writer, AlertNews news, TimeProvider clock) : IRequestHandler<AlertShown, Reply>
{
    public async Task<Reply> Handle(AlertShown request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var (error, changed) = await writer.Run(
            tx => Staffing.IsResponder(tx, request.By.Person)
                ? (null, tx.Execute(
                    "UPDATE Pages SET State = 'delivered', ChangedAt = ?3 WHERE Alert = ?1 AND Person = ?2 AND Way = 'board' AND State = 'waiting'",
                    request.Alert, request.By.Person, now))
                : ((string?)HubErrors.NotAllowed, 0),
            Priority.Crisis);
        if (changed > 0) await news.Tell(request.Alert);
        return new Reply(error);
    }
}
