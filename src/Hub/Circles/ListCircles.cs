using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Circles;

/// <summary>The circles that the caller is in now, directly or through a team, newest words first.</summary>
public sealed record ListCircles(Caller By) : IRequest<Protocol.Circles>;

internal sealed class ListCirclesHandler(Readers readers) : IRequestHandler<ListCircles, Protocol.Circles>
{
    private const string Mine =
        """
        WITH Mine AS (
            SELECT m.Circle, FALSE AS Custodian FROM CircleMembers m WHERE m.Principal = ?1
            UNION ALL
            SELECT m.Circle, m.Custodian FROM CircleMembers t JOIN CircleMembers m ON m.Principal = t.Circle WHERE t.Principal = ?1)
        SELECT c.Id, c.Kind, c.Epoch, c.Last, COALESCE(o.Number, 0), c.Messages - COALESCE(o.Messages, 0), c.LastMessageAt,
            c.Stale OR c.CannotOpen, c.Patient, COALESCE(p.Name, ''), c.Title, MIN(CASE WHEN Mine.Custodian THEN 1 ELSE 0 END),
            (SELECT string_agg(t.Principal, ' ') FROM CircleMembers t WHERE t.Circle = c.Id AND t.IsTeam AND NOT t.Custodian), c.Plan
        FROM Mine JOIN Circles c ON c.Id = Mine.Circle
        LEFT JOIN Opened o ON o.Circle = c.Id AND o.Person = ?1
        LEFT JOIN Accounts p ON p.Id = c.Patient
        GROUP BY c.Id, o.Number, o.Messages, p.Name ORDER BY c.LastMessageAt DESC, c.CreatedAt DESC
        """;

    public Task<Protocol.Circles> Handle(ListCircles request, CancellationToken cancellationToken) => Task.FromResult(
        new Protocol.Circles(request.By.Person is not { } person ? [] : readers.Snapshot(sql =>
            Access.IsPresent(sql, request.By) ? sql.List(Mine, Row, person).ToArray() : [])));

    private static CircleInfo Row(System.Data.Common.DbDataReader row)
    {
        // Custodians see that a circle is there, not whom it is about.
        bool custodian = row.GetInt64(11) == 1;
        return new CircleInfo(
            Circle: row.GetString(0),
            Kind: row.GetInt32(1),
            Epoch: row.GetInt64(2),
            Last: row.GetInt64(3),
            Opened: row.GetInt64(4),
            Unread: custodian ? 0 : row.GetInt64(5),
            LastMessageAt: row.GetInt64(6),
            Stale: row.GetBoolean(7),
            Patient: custodian || row.IsDBNull(8) ? null : row.GetGuid(8).ToString(),
            PatientName: custodian ? "" : row.GetString(9),
            Title: custodian ? "" : row.GetString(10),
            Teams: row.IsDBNull(12) ? [] : row.GetString(12).Split(' '),
            Plan: !custodian && row.GetBoolean(13));
    }
}
