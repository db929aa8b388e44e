using CareConnect.Hub.Accounts;
using CareConnect.Hub.Paging.WebPush;
using CareConnect.Hub.Storage;
using MediatR;

namespace CareConnect.Hub.Paging.Reaching;

/// <summary>What a browser subscribes with (<c>applicationServerKey</c>); null where push is not set up, and for who is not staff.</summary>
public sealed record ReadPushKey(Caller By) : IRequest<byte[]?>;

internal sealed class ReadPushKeyHandler(Readers readers, PageWays ways, PushKeys keys) : IRequestHandler<ReadPushKey, byte[]?>
{
    public async Task<byte[]?> Handle(ReadPushKey request, CancellationToken cancellationToken) =>
        ways.Find(PageWay.Push) is not null && readers.Read(sql => ContactAccess.Has(sql, request.By)) ? await keys.Public() : null;
}
