using CareConnect.Hub.Accounts;
using CareConnect.Hub.Circles;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Invitations;

/// <summary>The clinic's patients, those invited too; null for who is not staff of it.</summary>
public sealed record ListPatients(Caller By) : IRequest<Patients?>;

internal sealed class ListPatientsHandler(Readers readers, TimeProvider clock) : IRequestHandler<ListPatients, Patients?>
{
    public Task<Patients?> Handle(ListPatients request, CancellationToken cancellationToken) => Task.FromResult(readers.Snapshot(sql =>
        !request.By.IsStaff || !Access.IsPresent(sql, request.By) ? null : new Patients([.. sql.List(
            """
            SELECT a.Id, a.Name, a.Person,
                -- Two persons vouched for one record: nobody is confirmed until staff decide.
                (SELECT COUNT(DISTINCT v.Person) FROM Vouches v WHERE v.Record = a.Id) = 1
                AND EXISTS (SELECT 1 FROM Vouches v WHERE v.Record = a.Id AND v.Person = a.Person), FALSE
            FROM Accounts a WHERE a.Role = 0 AND a.Enabled
            UNION ALL
            SELECT i.Id, i.Name, NULL, FALSE, TRUE FROM Invitations i WHERE i.Role = 0 AND i.JoinedAt IS NULL AND i.ExpiresAt > ?1
            ORDER BY 2
            """,
            row => new Patient(
                row.GetGuid(0).ToString(), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2),
                row.GetBoolean(4) || row.IsDBNull(2) ? "invited" : row.GetBoolean(3) ? "confirmed" : "unconfirmed"),
            clock.GetUtcNow().ToUnixTimeMilliseconds())])));
}
