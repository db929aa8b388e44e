using CareConnect.Domain.Crisis;
using CareConnect.Domain.OnCall;
using CareConnect.Domain.People;
using CareConnect.Hub.OnCall;
using CareConnect.Hub.Paging;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Crisis;

/// <summary>Whom an alert is paged to, as the database has it.</summary>
internal static class Chains
{
    private static readonly TimeSpan SignedIn = TimeSpan.FromHours(16);

    /// <summary>By the escalation policy and the schedules of this instant.</summary>
    public static Chain At(Sql sql, DateTimeOffset now)
    {
        var steps = EscalationSteps.At(sql, now);
        var everyone = Responders(sql).Union(steps.SelectMany(step => step.People));
        return new Chain(steps, Reached(sql, now), [.. everyone]);
    }

    /// <summary>All crisis responders as one step: needs no policy, schedule or way of being reached.</summary>
    public static Chain Everyone(Sql sql)
    {
        var responders = Responders(sql);
        return new Chain([new ReadyStep(0, Escalation.DefaultDelay, [.. responders])], responders.ToHashSet(), [.. responders]);
    }

    /// <summary>Whether an alert raised now would be paged to somebody who is on call.</summary>
    public static bool AnyoneOnCall(Sql sql, DateTimeOffset now)
    {
        var chain = At(sql, now);
        return chain.Steps.Any(step => step.People.Any(chain.Reached.Contains));
    }

    /// <summary>Into the outbox.</summary>
    public static void Write(WriteTransaction tx, Alert alert, PageOrder order, DateTimeOffset at) =>
        PageOutbox.Write(tx, alert.Id, order.Round, order.Step, order.People, at, alert.IsDrill);

    /// <summary>Staff with a verified way of being paged, or signed in within two shifts, so that a board may be open.</summary>
    private static HashSet<PersonId> Reached(Sql sql, DateTimeOffset now) => [.. sql.List(
        """
        SELECT m.Person FROM ContactMethods m WHERE m.VerifiedAt IS NOT NULL AND m.GoneAt IS NULL
        UNION
        SELECT a.Person FROM Accounts a JOIN Sessions s ON s.AccountId = a.Id AND s.EndedAt IS NULL AND s.CreatedAt >= ?1
        WHERE a.Role <> 0 AND a.Enabled AND a.Person IS NOT NULL
        """,
        row => new PersonId(row.GetString(0)),
        (now - SignedIn).ToUnixTimeMilliseconds())];

    private static List<PersonId> Responders(Sql sql) => [.. Staffing.CrisisResponders(sql).Select(member => new PersonId(member.Person))];
}
