using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using MediatR;

namespace CareConnect.Hub.Paging.Reaching;

/// <summary>The code that came by a way. From then on the way is paged, and counts as checked at this moment.</summary>
public sealed record ProveWay(Caller By, Guid Method, string? Code) : IRequest<WayReply>
{
    /// <summary>Codes are never printed.</summary>
    public override string ToString() => nameof(ProveWay);
}

internal sealed class ProveWayHandler(WriterQueue writer, Readers readers, TimeProvider clock) : IRequestHandler<ProveWay, WayReply>
{
    public async Task<WayReply> Handle(ProveWay request, CancellationToken cancellationToken)
    {
        // Only of one's own: nobody else's guesses are counted, nor hashed.
        var typed = readers.Read(sql => IsMine(sql, request) ? ContactCodes.Typed(sql, request.Method, request.Code) : null);
        return new WayReply(await writer.Run(tx => Prove(tx, request, typed)), request.Method);
    }

    private static bool IsMine(Sql sql, ProveWay request) =>
        sql.Any("SELECT 1 FROM ContactMethods WHERE Id = ?1 AND Person = ?2 AND GoneAt IS NULL", request.Method, request.By.Person);

    private WayError? Prove(WriteTransaction tx, ProveWay request, TypedCode? typed)
    {
        if (!ContactAccess.Has(tx, request.By)) return WayError.NotAllowed;
        if (!IsMine(tx, request)) return WayError.NotFound;
        var now = clock.GetUtcNow();
        if (ContactCodes.Try(tx, request.Method, typed, now) is { } wrong) return wrong;
        tx.Execute(
            "UPDATE ContactMethods SET VerifiedAt = COALESCE(VerifiedAt, ?2), CheckedAt = ?2 WHERE Id = ?1",
            request.Method, now.ToUnixTimeMilliseconds());
        return null;
    }
}
