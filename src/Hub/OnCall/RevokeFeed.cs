using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.OnCall;

/// <summary>Takes one of the caller's own calendar links back: from now on it answers nothing.</summary>
public sealed record RevokeFeed(Caller By, Guid Feed) : IRequest<Reply>;

internal sealed class RevokeFeedHandler(WriterQueue writer, TimeProvider clock) : IRequestHandler<RevokeFeed, Reply>
{
    public Task<Reply> Handle(RevokeFeed request, CancellationToken cancellationToken) => writer.Run(tx => new Reply(
        tx.Execute(
            "UPDATE OnCallFeeds SET RevokedAt = ?3 WHERE Id = ?1 AND Account = ?2 AND RevokedAt IS NULL",
            request.Feed, request.By.Account, OnCallStore.Ms(clock.GetUtcNow())) == 1
            ? null
            : HubErrors.NotFound));
}
