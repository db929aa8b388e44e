using CareConnect.Domain.People;
using CareConnect.Domain.Queue;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Cover;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Queue;

/// <summary>Gives an item to a colleague. Refused while they are away, and until they see it, which for a thread means that its team lists them.</summary>
/// <param name="Person">Person id.</param>
public sealed record HandOverItem(Caller By, Guid Item, string Person) : IRequest<Reply>;

internal sealed class HandOverItemHandler(ItemMoves moves) : IRequestHandler<HandOverItem, Reply>
{
    public async Task<Reply> Handle(HandOverItem request, CancellationToken cancellationToken) =>
        new(ItemMoves.Error(await moves.Run(request.By, request.Item, (tx, item, pack, now) =>
            Watch.Sees(tx, item, request.Person, now) && Absences.Of(tx, request.Person, now) is null
                ? item.HandOver(new PersonId(request.By.Person!), new PersonId(request.Person), pack, now)
                : new ItemMoves.NotNow())));
}
