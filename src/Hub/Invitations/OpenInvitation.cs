using CareConnect.Domain.People;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Invitations;

/// <summary>An invitation that can still be joined with.</summary>
internal sealed record OpenInvitation(Guid Id, Role Role, string Name)
{
    public static OpenInvitation? Find(Sql sql, byte[] tokenHash, DateTimeOffset now) => sql.First(
        """
        SELECT i.Id, i.Role, i.Name FROM Invitations i JOIN Accounts a ON a.Id = i.Inviter AND a.Enabled
        WHERE i.TokenHash = ?1 AND i.JoinedAt IS NULL AND i.ExpiresAt > ?2
        """,
        row => new OpenInvitation(row.GetGuid(0), (Role)row.GetInt32(1), row.GetString(2)),
        tokenHash, now.ToUnixTimeMilliseconds());
}
