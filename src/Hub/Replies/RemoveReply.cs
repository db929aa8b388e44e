using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using MediatR;

namespace CareConnect.Hub.Replies;

/// <summary>Takes a reply template away. What was written from it stays written.</summary>
/// <returns>False for who may not.</returns>
public sealed record RemoveReply(Caller By, Guid Id) : IRequest<bool>;

internal sealed class RemoveReplyHandler(WriterQueue writer) : IRequestHandler<RemoveReply, bool>
{
    public async Task<bool> Handle(RemoveReply request, CancellationToken cancellationToken)
    {
        if (!request.By.Role.May(Act.KeepReplies)) return false;
        await writer.Run(tx => tx.Execute("DELETE FROM ReplyTemplates WHERE Id = ?1", request.Id));
        return true;
    }
}
