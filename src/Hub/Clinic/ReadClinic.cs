using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Clinic;

/// <summary>The clinic and its teams. Patients see the listed ones.</summary>
public sealed record ReadClinic(Caller By) : IRequest<ClinicInfo>;

internal sealed class ReadClinicHandler(Readers readers) : IRequestHandler<ReadClinic, ClinicInfo>
{
    public Task<ClinicInfo> Handle(ReadClinic request, CancellationToken cancellationToken) => Task.FromResult(readers.Snapshot(sql =>
    {
        List<TeamInfo> teams = sql.List(
            """
            SELECT c.Id, COALESCE(a.Care, 'other'), m.Principal IS NOT NULL, COALESCE(a.ProposedName, '')
            FROM Circles c LEFT JOIN TeamAttributes a ON a.Team = c.Id
            LEFT JOIN Clinic k ON TRUE LEFT JOIN CircleMembers m ON m.Circle = k.Circle AND m.Principal = c.Id
            WHERE c.Kind = 2 ORDER BY c.CreatedAt
            """,
            row => new TeamInfo(row.GetString(0), row.GetString(1), row.GetBoolean(2), row.GetBoolean(2) ? "" : row.GetString(3)));
        return sql.First(
            "SELECT Circle, Name, TimeZone FROM Clinic",
            row => new ClinicInfo(
                row.IsDBNull(0) ? null : row.GetString(0), row.GetString(1), row.GetString(2),
                [.. teams.Where(team => team.Listed || request.By.IsStaff)]))!;
    }));
}
