using System.Collections.Immutable;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using MediatR;

namespace CareConnect.Hub.OnCall;

/// <summary>The caller's own calendar links that still count.</summary>
public sealed record ListFeeds(Caller By) : IRequest<ImmutableArray<Feed>>;

public sealed record Feed(Guid Id, bool Mine, DateTimeOffset MadeAt);

internal sealed class ListFeedsHandler(Readers readers) : IRequestHandler<ListFeeds, ImmutableArray<Feed>>
{
    public Task<ImmutableArray<Feed>> Handle(ListFeeds request, CancellationToken cancellationToken) => Task.FromResult(
        readers.Read(sql => sql.List(
            "SELECT Id, Mine, MadeAt FROM OnCallFeeds WHERE Account = ?1 AND RevokedAt IS NULL ORDER BY MadeAt, Id",
            row => new Feed(row.GetGuid(0), row.GetBoolean(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2))),
            request.By.Account)).ToImmutableArray());
}
