using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Circles;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Reports;

/// <summary>What devices refused, newest first; null for who is neither a steward of the clinic's newest list nor an administrator.</summary>
public sealed record ListReports(Caller By) : IRequest<Protocol.Reports?>;

internal sealed class ListReportsHandler(Readers readers) : IRequestHandler<ListReports, Protocol.Reports?>
{
    public Task<Protocol.Reports?> Handle(ListReports request, CancellationToken cancellationToken) => Task.FromResult(readers.Snapshot(sql =>
        !MaySee(sql, request.By) ? null : new Protocol.Reports([.. sql.List(
            "SELECT Person, Chain, Number, Refusal, At FROM Reports ORDER BY At DESC, Person, Chain, Refusal LIMIT 200",
            row => new Report(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetInt64(4)))])));

    private static bool MaySee(Sql sql, Caller by) =>
        Access.IsPresent(sql, by)
        && (by.Role == Role.Administrator || sql.Any(
            "SELECT 1 FROM Clinic k JOIN CircleMembers s ON s.Circle = k.Circle AND NOT s.IsTeam WHERE s.Principal = ?1 AND s.Role = 1", by.Person));
}
