using CareConnect.Crypto.Verification;
using CareConnect.Hub.Keys;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Accounts;

/// <summary>What the server knows of the caller.</summary>
public sealed record ReadSelf(Caller By) : IRequest<Self>;

internal sealed class ReadSelfHandler(Readers readers, LinkCache cache) : IRequestHandler<ReadSelf, Self>
{
    public Task<Self> Handle(ReadSelf request, CancellationToken cancellationToken) => Task.FromResult(readers.Snapshot(sql =>
    {
        Caller by = request.By;
        // Staff are named by the clinic's manifest and nowhere else.
        Member? listed = Hash.TryParse(by.Person, out Hash person) ? new StoredLinks(sql, cache).Clinic()?.Find(person) : null;
        return sql.First(
            "SELECT Circle, Name, Demo FROM Clinic",
            row => new Self(
                by.Account, by.Role.Wire(), by.IsStaff ? listed?.Name ?? "" : by.Name, by.Person,
                row.IsDBNull(0) ? null : row.GetString(0), row.GetString(1), listed is not null, row.GetBoolean(2)))!;
    }));
}
