using CareConnect.Hub.Accounts;
using CareConnect.Hub.Connections;
using CareConnect.Hub.Conversations;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Circles;

/// <summary>
/// A copy of this epoch does not open for a member: another member's device should repair. The word of one member
/// marks the circle for repair; it never stops the others from writing.
/// </summary>
public sealed record ReportCannotOpen(Caller By, string? Circle, long Epoch) : IRequest<Reply>;

internal sealed class ReportCannotOpenHandler(WriterQueue writer, Pushes pushes) : IRequestHandler<ReportCannotOpen, Reply>
{
    public async Task<Reply> Handle(ReportCannotOpen request, CancellationToken cancellationToken)
    {
        if (request is not { Circle: { Length: 43 } circle, Epoch: >= 0 })
            return new Reply(HubErrors.Malformed);
        (string? error, bool marked) = await writer.Run(tx =>
        {
            if (ConversationLog.Head(tx, circle) is not { } head || Access.Of(tx, request.By, circle, (int)head.Kind) != Right.Member)
                return (HubErrors.NotFound, false);
            if (request.Epoch > head.Epoch)
                return (HubErrors.WrongEpoch, false);
            // An older epoch was repaired already.
            return ((string?)null, request.Epoch == head.Epoch
                && tx.Execute("UPDATE Circles SET CannotOpen = TRUE WHERE Id = ?1 AND NOT CannotOpen", circle) == 1);
        });
        if (marked)
            pushes.ToCircle(circle, client => client.CircleStale(circle));
        return new Reply(error);
    }
}
