using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Keys;

/// <summary>The caller's chain, keyring and wraps; null before the first card.</summary>
public sealed record ReadMyKeys(Caller By) : IRequest<MyKeys?>;

internal sealed class ReadMyKeysHandler(Readers readers) : IRequestHandler<ReadMyKeys, MyKeys?>
{
    public Task<MyKeys?> Handle(ReadMyKeys request, CancellationToken cancellationToken) => Task.FromResult(
        request.By.Person is not { } person ? null : readers.Snapshot(sql => new MyKeys(
            [.. sql.List("SELECT Bytes FROM Cards WHERE Person = ?1 ORDER BY Number", row => row.GetFieldValue<byte[]>(0), person)],
            sql.Bytes("SELECT Bytes FROM Keyrings WHERE Person = ?1", person) ?? [],
            [.. sql.List("SELECT Bytes FROM Wraps WHERE Person = ?1 ORDER BY Position", row => row.GetFieldValue<byte[]>(0), person)])));
}
