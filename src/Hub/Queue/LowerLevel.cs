using CareConnect.Domain.People;
using CareConnect.Domain.Queue;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Queue;

/// <summary>
/// A person lowers an item's level, with a reason. Refused while an alert of the patient is open: that ends with contact,
/// and in no other way.
/// </summary>
/// <param name="Level">A code of <see cref="Domain.Triage.Level"/>.</param>
/// <param name="Reason">A code of <see cref="LoweringReason"/>.</param>
public sealed record LowerLevel(Caller By, Guid Item, string Level, string Reason) : IRequest<Reply>;

internal sealed class LowerLevelHandler(ItemMoves moves) : IRequestHandler<LowerLevel, Reply>
{
    public async Task<Reply> Handle(LowerLevel request, CancellationToken cancellationToken)
    {
        if (Words<Level>.Find(request.Level) is not { } level || Words<LoweringReason>.Find(request.Reason) is not { } why)
            return new Reply(HubErrors.Malformed);
        return new Reply(ItemMoves.Error(await moves.Run(request.By, request.Item, (tx, item, pack, now) =>
            !May(tx, request.By) ? new ItemMoves.Forbidden()
            : HasOpenAlert(tx, item) ? new ItemMoves.NotNow()
            : item.Lower(new PersonId(request.By.Person!), level, why, pack, now))));
    }

    // A clinical judgement. In a small clinic the administrator also treats: then a team that treats lists them.
    private static bool May(Sql sql, Caller by) => by.Role.May(Act.LowerLevel)
        || (by.Role == Role.Administrator && Staffing.TeamsOf(sql, by.Person).Exists(team => sql.Any(
            "SELECT 1 FROM TeamAttributes WHERE Team = ?1 AND Care IN ('therapy', 'medication', 'crisis')", team)));

    private static bool HasOpenAlert(Sql sql, QueueItem item) => sql.Any(
        "SELECT 1 FROM QueueItems i JOIN Alerts a ON a.Record = i.Record AND a.State <> 'closed' WHERE i.Id = ?1", item.Id);
}
