using CareConnect.Domain.People;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Paging;

/// <summary>Pages that are to be sent, written in the transaction that decides on them; <c>PageSender</c> does the rest.</summary>
internal static class PageOutbox
{
    /// <summary>
    /// One page for each person and each of their verified ways, and one for their boards. Writing the same step of the
    /// same round again writes nothing. What still waits of an earlier step for the same person and way is stopped: the
    /// new page stands for it.
    /// </summary>
    /// <param name="alert">Of an alert, or of a drill.</param>
    /// <param name="step">Of the chain; below zero for what is asked while somebody has the alert.</param>
    public static void Write(
        WriteTransaction tx, Guid alert, int round, int step, IReadOnlyCollection<PersonId> people, DateTimeOffset at, bool drill)
    {
        foreach (var person in people)
        {
            Write(tx, alert, round, step, person, Words<PageWay>.Of(PageWay.Board), Guid.Empty, at, drill);
            foreach (var (way, method) in Reachability.Verified(tx, person.Value))
                Write(tx, alert, round, step, person, way, method, at, drill);
        }
    }

    /// <summary>Nothing more is sent for this alert or drill. Done by the sender too, for alerts that have an owner or are closed.</summary>
    public static void Stop(WriteTransaction tx, Guid alert, DateTimeOffset at) => tx.Execute(
        "UPDATE Pages SET State = 'stopped', ChangedAt = ?2, Fence = Fence + 1 WHERE Alert = ?1 AND State = 'waiting'",
        alert, at.ToUnixTimeMilliseconds());

    private static void Write(
        WriteTransaction tx, Guid alert, int round, int step, PersonId person, string way, Guid method, DateTimeOffset at, bool drill)
    {
        var now = at.ToUnixTimeMilliseconds();
        var written = tx.Execute(
            """
            INSERT INTO Pages (Id, Alert, Round, Step, Person, Way, Method, Drill, State, WrittenAt, ChangedAt, DueAt, LeaseUntil, Fence, Attempts)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'waiting', ?9, ?9, ?9, 0, 0, 0) ON CONFLICT DO NOTHING
            """,
            Guid.CreateVersion7(at), alert, round, step, person.Value, way, method, drill, now);
        if (written == 0) return;
        tx.Execute(
            """
            UPDATE Pages SET State = 'stopped', ChangedAt = ?5, Fence = Fence + 1
            WHERE Alert = ?1 AND Person = ?2 AND Way = ?3 AND Method = ?4 AND State = 'waiting' AND NOT (Round = ?6 AND Step = ?7)
            """,
            alert, person.Value, way, method, now, round, step);
    }
}
