using System.Data.Common;
using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Invitations;

/// <summary>The caller's own invitations, newest first.</summary>
public sealed record ListInvitations(Caller By) : IRequest<Protocol.Invitations>;

internal sealed class ListInvitationsHandler(Readers readers, TimeProvider clock) : IRequestHandler<ListInvitations, Protocol.Invitations>
{
    public Task<Protocol.Invitations> Handle(ListInvitations request, CancellationToken cancellationToken)
    {
        long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return Task.FromResult(new Protocol.Invitations([.. readers.Read(sql => sql.List(
            """
            SELECT i.Id, i.Role, i.Steward, i.Name, i.Sealed, i.ExpiresAt, i.JoinedAt, i.Tag, i.ConfirmedAt, a.Person
            FROM Invitations i LEFT JOIN Accounts a ON a.Id = i.Id
            WHERE i.Inviter = ?1 ORDER BY i.Id DESC
            """,
            row => Row(row, now),
            request.By.Account))]));
    }

    private static Invitation Row(DbDataReader row, long now)
    {
        byte[]? tag = row.IsDBNull(7) ? null : row.GetFieldValue<byte[]>(7);
        string state = !row.IsDBNull(8) ? "confirmed"
            : tag is not null ? "joined"
            : row.IsDBNull(6) && row.GetInt64(5) <= now ? "expired"
            : "open";
        Guid id = row.GetGuid(0);
        return new Invitation(
            id, ((Role)row.GetInt32(1)).Wire(), row.GetBoolean(2), row.GetString(3), row.GetFieldValue<byte[]>(4), state, row.GetInt64(5),
            tag is null ? null : row.GetString(9), tag, tag is null ? null : id);
    }
}
