using CareConnect.Crypto.Verification;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Circles;

/// <summary>Marks circles that must be repaired before the next message (PROTOCOL section 4, Stale), in the transaction that made them so.</summary>
/// <remarks>A commit demands the newest heads, so an epoch is fresh when it is stored; only these events can make it stale.</remarks>
internal static class StaleMarks
{
    /// <summary>A person's or team's receiving key changed, or the clinic no longer lists them.</summary>
    /// <returns>The circles that were fresh before.</returns>
    public static List<string> Principal(WriteTransaction tx, string principal) => tx.List(
        """
        UPDATE Circles SET Stale = TRUE
        WHERE Kind > 1 AND NOT Stale AND Id IN (SELECT Circle FROM CircleMembers WHERE Principal = ?1)
        RETURNING Id
        """,
        row => row.GetString(0),
        principal);

    /// <summary>What a new clinic link makes stale: circles of those it dropped, and conversations without its custodian.</summary>
    public static List<string> Clinic(WriteTransaction tx, Manifest next, Manifest? previous)
    {
        var stale = new List<string>();
        foreach (Member member in previous?.Members ?? [])
        {
            // Listed in another role, a team may have become, or ceased to be, the custodian.
            if (next.Find(member.Principal) is not { } stays || stays.IsTeam != member.IsTeam)
                stale.AddRange(Principal(tx, member.Principal.ToString()));
        }

        Member? custodian = next.Members.FirstOrDefault(member => member.Role == Role.Custodian);
        if (custodian is null || previous?.Find(custodian.Principal) is { Role: Role.Custodian })
            return stale;
        stale.AddRange(tx.List(
            """
            UPDATE Circles SET Stale = TRUE
            WHERE Kind IN (3, 4, 5, 7) AND NOT Stale
                AND NOT EXISTS (SELECT 1 FROM CircleMembers m WHERE m.Circle = Circles.Id AND m.Principal = ?1)
            RETURNING Id
            """,
            row => row.GetString(0),
            custodian.Principal.ToString()));
        return stale;
    }
}
