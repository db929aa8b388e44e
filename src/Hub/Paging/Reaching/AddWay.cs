using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using MediatR;

namespace CareConnect.Hub.Paging.Reaching;

/// <summary>Adds a way of being reached, and sends the code that proves it. The same address again is the same way.</summary>
/// <param name="Way"><c>email</c>, <c>sms</c>, <c>voice</c>, or <c>push</c> with a subscription as JSON.</param>
/// <param name="Language">Of what is sent: <c>en</c> or <c>es</c>.</param>
public sealed record AddWay(Caller By, string Way, string Address, string Language) : IRequest<WayReply>
{
    /// <summary>Of one person.</summary>
    public const int Most = 8;

    /// <summary>Addresses are never printed.</summary>
    public override string ToString() => nameof(AddWay);
}

internal sealed class AddWayHandler(
    WriterQueue writer, Readers readers, PageWays ways, PagingSettings settings, PageAddresses addresses, CodeSender codes, TimeProvider clock)
    : IRequestHandler<AddWay, WayReply>
{
    public async Task<WayReply> Handle(AddWay request, CancellationToken cancellationToken)
    {
        var by = request.By;
        if (!readers.Read(sql => ContactAccess.Has(sql, by))) return new WayReply(WayError.NotAllowed);
        if (Queue.Words<PageWay>.Find(request.Way) is not { } way || ways.Find(way) is null) return new WayReply(WayError.NotConfigured);
        if (ContactAddress.Read(way, request.Address, settings.PushHosts) is not { } address) return new WayReply(WayError.BadAddress);

        var kept = addresses.Protect(address);
        var language = request.Language == "es" ? "es" : "en";
        var (error, method, proven) = await writer.Run<(WayError?, Guid, bool)>(tx =>
        {
            var mine = ContactAccess.Mine(tx, by.Person!);
            if (mine.Find(one => one.Way == request.Way && one.GoneAt is null && addresses.Read(one.Address) == address) is { } same)
                return (null, same.Id, same.VerifiedAt is not null);
            if (mine.Count >= AddWay.Most) return (WayError.TooMany, Guid.Empty, false);
            var now = clock.GetUtcNow();
            var id = Guid.CreateVersion7(now);
            tx.Execute(
                "INSERT INTO ContactMethods (Id, Person, Way, Address, Language, AddedAt) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                id, by.Person, request.Way, kept, language, now.ToUnixTimeMilliseconds());
            return (null, id, false);
        });
        if (error is not null || proven) return new WayReply(error, error is null ? method : null);
        return new WayReply(await codes.Send(by.Person!, method, cancellationToken), method);
    }
}
