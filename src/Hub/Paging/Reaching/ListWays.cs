using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.OnCall;
using CareConnect.Hub.Paging.WebPush;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using MediatR;

namespace CareConnect.Hub.Paging.Reaching;

/// <summary>How the caller is reached, and whether it is time to check it. Null for who is not staff that the clinic lists.</summary>
public sealed record ListWays(Caller By) : IRequest<MyWays?>;

/// <param name="Offered">What this clinic has set up: of <c>push</c>, <c>email</c>, <c>sms</c>, <c>voice</c>.</param>
/// <param name="ShiftBegan">When the on-call shift began that they have now; null without one.</param>
/// <param name="CheckBegan">When they last began to check; null when never.</param>
/// <param name="Responder">Whether they are paged at all.</param>
public sealed record MyWays(
    IReadOnlyList<MyWay> Ways, IReadOnlyList<string> Offered, DateTimeOffset? ShiftBegan, DateTimeOffset? CheckBegan, bool Responder)
{
    /// <summary>A shift began, and nobody has seen since that its person can be reached. Where nothing is offered there is nothing to check.</summary>
    public bool ToBeChecked => ShiftBegan is { } began && Offered.Count > 0 && !(CheckBegan >= began)
        && !(Working.Count > 0 && Working.All(way => way.CheckedAt >= began));

    private IReadOnlyList<MyWay> Working => [.. Ways.Where(way => way is { Proven: true, Gone: false })];
}

/// <param name="Shown">Masked.</param>
/// <param name="Awaiting">Whether a code is on its way that still counts.</param>
/// <param name="Endpoint">Of a push: hash of its endpoint, by which a browser knows its own.</param>
public sealed record MyWay(
    Guid Method, string Way, string Shown, bool Proven, bool Gone, bool Awaiting, DateTimeOffset? CheckedAt, bool CheckedNow, string? Endpoint);

internal sealed class ListWaysHandler(Readers readers, PageWays ways, PagingSettings settings, PageAddresses addresses, TimeProvider clock)
    : IRequestHandler<ListWays, MyWays?>
{
    public Task<MyWays?> Handle(ListWays request, CancellationToken cancellationToken) => Task.FromResult(readers.Snapshot(sql =>
    {
        if (!ContactAccess.Has(sql, request.By)) return null;
        var now = clock.GetUtcNow();
        var person = request.By.Person!;
        var begun = sql.Number("SELECT StartedAt FROM ContactChecks WHERE Person = ?1", person) is > 0 and { } at ? Time(at) : (DateTimeOffset?)null;
        var awaited = sql.List(
            "SELECT c.Method FROM ContactCodes c JOIN ContactMethods m ON m.Id = c.Method WHERE m.Person = ?1 AND c.ExpiresAt > ?2 AND c.Wrong < ?3",
            row => row.GetGuid(0), person, now.ToUnixTimeMilliseconds(), ContactCodes.Guesses).ToHashSet();
        return new MyWays(
            [.. ContactAccess.Mine(sql, person).Select(way => Shown(way, awaited.Contains(way.Id), begun))],
            [.. Enum.GetValues<PageWay>().Where(way => ways.Find(way) is not null).Select(Words<PageWay>.Of)],
            Shifts.Current(sql, person, now), begun, Staffing.IsResponder(sql, person));
    }));

    private MyWay Shown(StoredContactMethod way, bool awaiting, DateTimeOffset? begun)
    {
        var address = addresses.Read(way.Address);
        var kind = Words<PageWay>.Read(way.Way);
        var endpoint = kind == PageWay.Push && address is not null && PushSubscription.TryRead(address, settings.PushHosts, out var push)
            ? Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(push.Endpoint.AbsoluteUri)))
            : null;
        var checkedAt = way.CheckedAt is { } at ? Time(at) : (DateTimeOffset?)null;
        return new MyWay(
            way.Id, way.Way, address is null ? "" : ContactAddress.Masked(kind, address), way.VerifiedAt is not null,
            way.GoneAt is not null || address is null, awaiting, checkedAt, checkedAt is not null && !(checkedAt < begun), endpoint);
    }

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
