using System.Text.Json;
using CareConnect.Domain.People;
using CareConnect.Domain.Queue;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Storage;
using Microsoft.Data.Sqlite;

namespace CareConnect.Hub.Queue;

/// <summary>An item with the record it is about, which the domain has no need of.</summary>
internal sealed record ItemOnFile(QueueItem Item, Guid Record);

/// <summary>Items, decisions and events of the queue in the database.</summary>
internal static class ItemStore
{
    private const string Select =
        "SELECT Id, Circle, Team, Record, Person, State, Level, ClaimBy, ContactBy, Reasons, PackVersion, Signals, Owner, ClaimedAt, Outcome FROM QueueItems ";

    public static ItemOnFile? Find(Sql sql, Guid id) => sql.First(Select + "WHERE Id = ?1", Read, id);

    /// <summary>The one item of a thread that is not closed.</summary>
    public static ItemOnFile? Open(Sql sql, string circle) =>
        sql.First(Select + "WHERE Circle = ?1 AND State <> 'closed'", Read, circle);

    /// <summary>All items of a team that are not closed, in no order.</summary>
    public static List<ItemOnFile> Of(Sql sql, string team) => sql.List(
        Select + "WHERE Team = ?1 AND State IN ('waiting', 'claimed', 'answered')", Read, team);

    /// <summary>The team that the last item of a thread stood with.</summary>
    public static string? LastTeam(Sql sql, string circle) =>
        sql.Text("SELECT Team FROM QueueItems WHERE Circle = ?1 ORDER BY Id DESC LIMIT 1", circle);

    /// <summary>Unclaimed items of the two levels that rise by waiting, whose clock has run out.</summary>
    public static List<Guid> Due(Sql sql, DateTimeOffset now) => sql.List(
        "SELECT Id FROM QueueItems WHERE State = 'waiting' AND ClaimBy <= ?1 AND Level IN (2, 3) ORDER BY ClaimBy",
        row => row.GetGuid(0),
        now.ToUnixTimeMilliseconds());

    /// <summary>Why and when it last came from another team, since the patient began to wait.</summary>
    public static (string Why, DateTimeOffset At)? LastReroute(Sql sql, QueueItem item) => sql.First<(string, DateTimeOffset)?>(
        "SELECT Detail, At FROM QueueEvents WHERE Item = ?1 AND Kind = 'item-rerouted' AND At >= ?2 ORDER BY Number DESC LIMIT 1",
        row => (row.GetString(0), TriageText.Time(row.GetInt64(1))),
        item.Id,
        item.Since.ToUnixTimeMilliseconds());

    /// <summary>Stores what a move came to: the item, its event, and the decision when one was made.</summary>
    public static void Store(WriteTransaction tx, Moved moved, Guid record, RulePack pack)
    {
        var (item, happened) = moved;
        tx.Execute(
            """
            INSERT INTO QueueItems (Id, Circle, Team, Record, Person, State, Level, ClaimBy, ContactBy, Reasons, PackVersion, Signals, Owner, ClaimedAt, Outcome)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
            ON CONFLICT (Id) DO UPDATE SET Team = ?3, State = ?6, Level = ?7, ClaimBy = ?8, ContactBy = ?9, Reasons = ?10,
                PackVersion = ?11, Signals = ?12, Owner = ?13, ClaimedAt = ?14, Outcome = ?15
            """,
            item.Id, item.Conversation.Value, item.Team.Value, record, item.Patient.Value, Words<QueueState>.Of(item.State),
            (int)item.Decision.Level, Milliseconds(item.Decision.Clocks.ClaimBy), Milliseconds(item.Decision.Clocks.ContactBy),
            TriageText.Write(item.Decision.Reasons), item.Decision.PackVersion, TriageText.Write(item.Signals),
            item.Owner?.Value, Milliseconds(item.ClaimedAt), item.Outcome is { } outcome ? Words<Outcome>.Of(outcome) : null);

        var (detail, team) = Said(happened);
        tx.Execute(
            """
            INSERT INTO QueueEvents (Item, Number, Kind, At, Actor, Detail, Team)
            VALUES (?1, (SELECT COALESCE(MAX(Number), 0) + 1 FROM QueueEvents WHERE Item = ?1), ?2, ?3, ?4, ?5, ?6)
            """,
            item.Id, JsonNamingPolicy.KebabCaseLower.ConvertName(happened.GetType().Name), Milliseconds(happened.At),
            happened.By?.Value, detail, team);

        // An answer and a closing decide nothing about urgency; every other move asks the rules.
        if (happened is ItemAnswered or ItemClosed) return;
        tx.Execute(
            """
            INSERT INTO TriageDecisions (Item, Number, At, PackVersion, TimeZone, Signals, ClaimedAt, Level, ClaimBy, ContactBy, Reasons)
            VALUES (?1, (SELECT COALESCE(MAX(Number), 0) + 1 FROM TriageDecisions WHERE Item = ?1), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
            """,
            item.Id, Milliseconds(happened.At), item.Decision.PackVersion, pack.Calendar.Zone.Id, TriageText.Write(item.Signals),
            Milliseconds(item.ClaimedAt), (int)item.Decision.Level, Milliseconds(item.Decision.Clocks.ClaimBy),
            Milliseconds(item.Decision.Clocks.ContactBy), TriageText.Write(item.Decision.Reasons));
    }

    private static ItemOnFile Read(SqliteDataReader row) => new(
        new QueueItem
        {
            Id = row.GetGuid(0),
            Conversation = new ConversationId(row.GetString(1)),
            Team = new TeamId(row.GetString(2)),
            Patient = new PersonId(row.GetString(4)),
            State = Words<QueueState>.Read(row.GetString(5)),
            Decision = new Decision(
                (Level)row.GetInt32(6),
                new Clocks(TriageText.Time(row.GetInt64(7)), TriageText.Time(row.GetInt64(8))),
                TriageText.Reasons(row.GetString(9)),
                row.GetString(10)),
            Signals = TriageText.Signals(row.GetString(11)),
            Owner = row.IsDBNull(12) ? null : new PersonId(row.GetString(12)),
            ClaimedAt = row.IsDBNull(13) ? null : TriageText.Time(row.GetInt64(13)),
            Outcome = row.IsDBNull(14) ? null : Words<Outcome>.Read(row.GetString(14)),
        },
        row.GetGuid(3));

    private static (string Detail, string? Team) Said(QueueEvent happened) => happened switch
    {
        PatientWrote wrote => (Words<Level>.Of(wrote.Decision.Level), null),
        RoseByWaiting rose => (Words<Level>.Of(rose.Decision.Level), null),
        ItemRerouted rerouted => (Words<RerouteReason>.Of(rerouted.Why), rerouted.To.Value),
        ItemClosed closed => (Words<Outcome>.Of(closed.Outcome), null),
        _ => ("", null),
    };

    private static long Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private static long? Milliseconds(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();
}
