using CareConnect.Crypto.Verification;
using CareConnect.Hub.Keys;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Accounts;

/// <summary>Who the caller is, for their own pages.</summary>
public sealed record ShowSelf(Caller By) : IRequest<Self>;

internal sealed class ShowSelfHandler(Readers readers, LinkCache cache) : IRequestHandler<ShowSelf, Self>
{
    public Task<Self> Handle(ShowSelf request, CancellationToken cancellationToken) => Task.FromResult(readers.Snapshot(sql =>
    {
        var by = request.By;
        var clinic = sql.First(
            "SELECT Name, Circle, Demo FROM Clinic",
            row => (Name: row.GetString(0), Circle: row.IsDBNull(1) ? null : row.GetString(1), Demo: row.GetBoolean(2)));
        // A person of the staff is called as the clinic's stewards signed it.
        var listed = by.Person is { } person && Hash.TryParse(person, out Hash principal)
            ? new StoredLinks(sql, cache).Clinic()?.Find(principal)
            : null;
        return new Self(
            by.Account, by.Role.Wire(), by.IsStaff ? listed?.Name ?? "" : by.Name, by.Person,
            clinic.Circle, clinic.Name ?? "", listed is not null, clinic.Demo);
    }));
}
