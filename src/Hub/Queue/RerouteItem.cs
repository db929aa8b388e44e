using CareConnect.Domain.People;
using CareConnect.Domain.Queue;
using CareConnect.Hub.Accounts;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Queue;

/// <summary>Moves an item to another team. Refused for one with nobody in it, and until the thread lists it: nobody waits for those who can't read.</summary>
/// <param name="Reason">A code of <see cref="RerouteReason"/>.</param>
public sealed record RerouteItem(Caller By, Guid Item, string Team, string Reason) : IRequest<Reply>;

internal sealed class RerouteItemHandler(ItemMoves moves) : IRequestHandler<RerouteItem, Reply>
{
    public async Task<Reply> Handle(RerouteItem request, CancellationToken cancellationToken)
    {
        if (Words<RerouteReason>.Find(request.Reason) is not { } why) return new Reply(HubErrors.Malformed);
        var result = await moves.Run(request.By, request.Item, (tx, item, pack, now) =>
            (item.Conversation is not { } circle || Staffing.TeamsIn(tx, circle.Value).Contains(request.Team))
            && Staffing.Of(tx, request.Team).Count > 0
                ? item.Reroute(new PersonId(request.By.Person!), new TeamId(request.Team), why, pack, now)
                : new ItemMoves.NotNow());
        return new Reply(ItemMoves.Error(result));
    }
}
