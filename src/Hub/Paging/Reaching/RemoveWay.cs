using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using MediatR;

namespace CareConnect.Hub.Paging.Reaching;

/// <summary>Takes one of the caller's ways away. What is still to be sent by it is not.</summary>
public sealed record RemoveWay(Caller By, Guid Method) : IRequest<WayReply>;

internal sealed class RemoveWayHandler(WriterQueue writer, TimeProvider clock) : IRequestHandler<RemoveWay, WayReply>
{
    public async Task<WayReply> Handle(RemoveWay request, CancellationToken cancellationToken) => new(
        await writer.Run(tx =>
        {
            if (!ContactAccess.Has(tx, request.By)) return WayError.NotAllowed;
            if (tx.Execute("DELETE FROM ContactMethods WHERE Id = ?1 AND Person = ?2", request.Method, request.By.Person) == 0) return WayError.NotFound;
            tx.Execute(
                "UPDATE Pages SET State = 'stopped', ChangedAt = ?2, Fence = Fence + 1 WHERE Method = ?1 AND State = 'waiting'",
                request.Method, clock.GetUtcNow().ToUnixTimeMilliseconds());
            return (WayError?)null;
        }));
}
