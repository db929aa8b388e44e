using CareConnect.Hub.Accounts;
using CareConnect.Hub.Circles;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Keys;

/// <summary>A person's chain of cards; null when there is none that the caller may see.</summary>
public sealed record ReadCards(Caller By, string Person) : IRequest<Cards?>;

internal sealed class ReadCardsHandler(Readers readers) : IRequestHandler<ReadCards, Cards?>
{
    public Task<Cards?> Handle(ReadCards request, CancellationToken cancellationToken) => Task.FromResult(readers.Snapshot(sql =>
    {
        if (!May(sql, request.By, request.Person))
            return null;
        byte[][] links = [.. sql.List("SELECT Bytes FROM Cards WHERE Person = ?1 ORDER BY Number", row => row.GetFieldValue<byte[]>(0), request.Person)];
        return links.Length == 0 ? null : new Cards(links);
    }));

    // Staff see everybody's; staff's are seen by everyone signed in, as the clinic's chain needs them; patients see whom they share a conversation with.
    private static bool May(Sql sql, Caller caller, string person) =>
        caller.IsStaff || caller.Person == person
        || sql.Any("SELECT 1 FROM Accounts WHERE Person = ?1 AND Role <> 0", person)
        || (caller.Person is { } own && Access.Share(sql, own, person));
}
