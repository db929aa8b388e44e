using CareConnect.Hub.Accounts;
using CareConnect.Hub.Backplane;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Crisis;

/// <summary>
/// All alerts that are not closed, and those closed in the last day, and which responders are in CareConnect now. For
/// members of a crisis team, by its newest manifest.
/// </summary>
public sealed record ShowBoard(Caller By) : IRequest<BoardReply>;

internal sealed class ShowBoardHandler(Readers readers, IConnectionRegistry connections, TimeProvider clock) : IRequestHandler<ShowBoard, BoardReply>
{
    public Task<BoardReply> Handle(ShowBoard request, CancellationToken cancellationToken) =>
        Task.FromResult(readers.Snapshot(sql => Staffing.IsResponder(sql, request.By.Person)
            ? new BoardReply(null, AlertRows.Board(sql, clock.GetUtcNow()), Here(sql))
            : new BoardReply(HubErrors.NotAllowed, [], [])));

    private string[] Here(Sql sql) => [.. Staffing.CrisisResponders(sql)
        .Where(responder => connections.IsHere(responder.Account.ToString()))
        .Select(responder => responder.Person)];
}
