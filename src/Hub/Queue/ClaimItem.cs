using CareConnect.Domain.People;
using CareConnect.Domain.Queue;
using CareConnect.Hub.Accounts;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Queue;

/// <summary>Takes a waiting item. Exactly one wins; the other is told who. Asking twice is asking once.</summary>
public sealed record ClaimItem(Caller By, Guid Item) : IRequest<TakeReply>;

internal sealed class ClaimItemHandler(ItemMoves moves) : IRequestHandler<ClaimItem, TakeReply>
{
    public async Task<TakeReply> Handle(ClaimItem request, CancellationToken cancellationToken)
    {
        var result = await moves.Run(request.By, request.Item, (_, item, pack, now) =>
            item.Claim(new PersonId(request.By.Person!), pack, now));
        return new TakeReply(ItemMoves.Error(result), (result as AlreadyClaimedBy)?.Owner.Value);
    }
}
