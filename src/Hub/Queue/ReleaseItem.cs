using CareConnect.Domain.People;
using CareConnect.Domain.Queue;
using CareConnect.Hub.Accounts;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Queue;

/// <summary>Gives a claimed item back to the team.</summary>
public sealed record ReleaseItem(Caller By, Guid Item) : IRequest<Reply>;

internal sealed class ReleaseItemHandler(ItemMoves moves) : IRequestHandler<ReleaseItem, Reply>
{
    public async Task<Reply> Handle(ReleaseItem request, CancellationToken cancellationToken) =>
        new(ItemMoves.Error(await moves.Run(request.By, request.Item, (_, item, pack, now) =>
            item.Release(new PersonId(request.By.Person!), pack, now))));
}
