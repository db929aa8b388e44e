using CareConnect.Domain.People;
using CareConnect.Domain.Queue;
using CareConnect.Hub.Accounts;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Queue;

/// <summary>Moves an item to another team. Refused until the thread lists that team: nobody waits for those who can't read.</summary>
/// <param name="Reason">A code of <see cref="RerouteReason"/>.</param>
public sealed record RerouteItem(Caller By, Guid Item, string Team, string Reason) : IRequest<Reply>;

internal sealed class RerouteItemHandler(ItemMoves moves) : IRequestHandler<RerouteItem, Reply>
{
    public async Task<Reply> Handle(RerouteItem request, CancellationToken cancellationToken)
    {
        if (Words<RerouteReason>.Find(request.Reason) is not { } why) return new Reply(HubErrors.Malformed);
        var result = await moves.Run(request.By, request.Item, (tx, item, pack, now) =>
            Staffing.TeamsIn(tx, item.Conversation.Value).Contains(request.Team)
                ? item.Reroute(new PersonId(request.By.Person!), new TeamId(request.Team), why, pack, now)
                : new CannotRead());
        return new Reply(ItemMoves.Error(result));
    }

    /// <summary>The thread does not list the team.</summary>
    private sealed record CannotRead : QueueResult;
}
