using CareConnect.Domain.People;
using CareConnect.Domain.Queue;
using CareConnect.Hub.Accounts;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Queue;

/// <summary>Closes an item.</summary>
/// <param name="Outcome">A code of <see cref="Domain.Queue.Outcome"/>.</param>
public sealed record CloseItem(Caller By, Guid Item, string Outcome) : IRequest<Reply>;

internal sealed class CloseItemHandler(ItemMoves moves) : IRequestHandler<CloseItem, Reply>
{
    public async Task<Reply> Handle(CloseItem request, CancellationToken cancellationToken)
    {
        if (Words<Outcome>.Find(request.Outcome) is not { } outcome) return new Reply(HubErrors.Malformed);
        return new Reply(ItemMoves.Error(await moves.Run(request.By, request.Item, (_, item, _, now) =>
            item.Close(new PersonId(request.By.Person!), outcome, now))));
    }
}
