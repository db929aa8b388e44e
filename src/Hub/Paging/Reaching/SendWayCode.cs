using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using MediatR;

namespace CareConnect.Hub.Paging.Reaching;

/// <summary>Sends a fresh code by one of the caller's ways; the one before counts no more.</summary>
public sealed record SendWayCode(Caller By, Guid Method) : IRequest<WayReply>;

internal sealed class SendWayCodeHandler(Readers readers, CodeSender codes) : IRequestHandler<SendWayCode, WayReply>
{
    public async Task<WayReply> Handle(SendWayCode request, CancellationToken cancellationToken) =>
        readers.Read(sql => ContactAccess.Has(sql, request.By))
            ? new WayReply(await codes.Send(request.By.Person!, request.Method, cancellationToken), request.Method)
            : new WayReply(WayError.NotAllowed);
}
