using System.Data.Common;
using System.Text.Json;
using CareConnect.Domain.People;
using CareConnect.Domain.Queue;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Queue;

/// <summary>An item with the record it is about, which the domain has no need of.</summary>
internal sealed record ItemOnFile(QueueItem Item, Guid Record);

/// <summary>Items, decisions and events of the queue in the database.</summary>
internal static class ItemStore
{
    private const string Select =
        """
        SELECT Id, Circle, Team, Record, Person, State, Level, ClaimBy, ContactBy, Reasons, PackVersion, Signals, Owner, ClaimedAt, Outcome, Lowering
        FROM QueueItems i
        """ + " ";

    public static ItemOnFile? Find(Sql sql, Guid id) => sql.First(Select + "WHERE Id = ?1", Read, id);

    /// <summary>The one item of a thread that is not closed.</summary>
    public static ItemOnFile? Open(Sql sql, string circle) =>
        sql.First(Select + "WHERE Circle = ?1 AND State <> 'closed'", Read, circle);

    /// <summary>The one item of a patient that is in no thread and not closed.</summary>
    public static ItemOnFile? OpenAlone(Sql sql, Guid record) =>
        sql.First(Select + "WHERE Record = ?1 AND Circle IS NULL AND State <> 'closed'", Read, record);

    /// <summary>All items of a patient that are not closed, newest first.</summary>
    public static List<ItemOnFile> OfRecord(Sql sql, Guid record) => sql.List(
        Select + "WHERE Record = ?1 AND State IN ('waiting', 'claimed', 'answered') ORDER BY Id DESC", Read, record);

    /// <summary>All items of a team that are not closed, in no order.</summary>
    public static List<ItemOnFile> Of(Sql sql, string team) => sql.List(
        Select + "WHERE Team = ?1 AND State IN ('waiting', 'claimed', 'answered')", Read, team);

    /// <summary>What waits and this person has.</summary>
    public static List<ItemOnFile> OwnedBy(Sql sql, string person) =>
        sql.List(Select + "WHERE Owner = ?1 AND State = 'claimed'", Read, person);

    /// <summary>All items that are not closed and that nobody of their own team is there to see, or that it cannot read.</summary>
    public static List<ItemOnFile> Adrift(Sql sql, DateTimeOffset now) => sql.List(
        Select + "WHERE State IN ('waiting', 'claimed', 'answered') AND NOT " + Staffing.InPlace, Read, now.ToUnixTimeMilliseconds());

    /// <summary>The team that the last item of a thread stood with.</summary>
    public static string? LastTeam(Sql sql, string circle) =>
        sql.Text("SELECT Team FROM QueueItems WHERE Circle = ?1 ORDER BY Id DESC LIMIT 1", circle);

    /// <summary>Items of the two levels that rise by waiting, whose clock to claim has run out; claimed ones rise only if their owner is not there.</summary>
    public static List<ItemOnFile> Due(Sql sql, DateTimeOffset now) => sql.List(
        Select + "WHERE State IN ('waiting', 'claimed') AND ClaimBy <= ?1 AND Level IN (2, 3) ORDER BY ClaimBy",
        Read,
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
        var lowering = TriageText.Write(item.Lowering);
        tx.Execute(
            """
            INSERT INTO QueueItems (Id, Circle, Team, Record, Person, State, Level, ClaimBy, ContactBy, Reasons, PackVersion, Signals, Owner,
                ClaimedAt, Outcome, Lowering)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
            ON CONFLICT (Id) DO UPDATE SET Circle = ?2, Team = ?3, Person = ?5, State = ?6, Level = ?7, ClaimBy = ?8, ContactBy = ?9,
                Reasons = ?10, PackVersion = ?11, Signals = ?12, Owner = ?13, ClaimedAt = ?14, Outcome = ?15, Lowering = ?16
            """,
            item.Id, item.Conversation?.Value, item.Team?.Value, record, item.Patient?.Value, Words<QueueState>.Of(item.State),
            (int)item.Decision.Level, Milliseconds(item.Decision.Clocks.ClaimBy), Milliseconds(item.Decision.Clocks.ContactBy),
            TriageText.Write(item.Decision.Reasons), item.Decision.PackVersion, TriageText.Write(item.Signals),
            item.Owner?.Value, Milliseconds(item.ClaimedAt), item.Outcome is { } outcome ? Words<Outcome>.Of(outcome) : null, lowering);

        var (detail, team, to) = Said(happened);
        tx.Execute(
            """
            INSERT INTO QueueEvents (Item, Number, Kind, At, Actor, Detail, Team, "to")
            VALUES (?1, (SELECT COALESCE(MAX(Number), 0) + 1 FROM QueueEvents WHERE Item = ?1), ?2, ?3, ?4, ?5, ?6, ?7)
            """,
            item.Id, JsonNamingPolicy.KebabCaseLower.ConvertName(happened.GetType().Name), Milliseconds(happened.At),
            happened.By?.Value, detail, team, to);

        // An answer and a closing decide nothing about urgency; every other move asks the rules.
        if (happened is ItemAnswered or ItemClosed) return;
        tx.Execute(
            """
            INSERT INTO TriageDecisions (Item, Number, At, PackVersion, TimeZone, Signals, ClaimedAt, Level, ClaimBy, ContactBy, Reasons, Lowering)
            VALUES (?1, (SELECT COALESCE(MAX(Number), 0) + 1 FROM TriageDecisions WHERE Item = ?1), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            """,
            item.Id, Milliseconds(happened.At), item.Decision.PackVersion, pack.Calendar.Zone.Id, TriageText.Write(item.Signals),
            Milliseconds(item.CountedClaim), (int)item.Decision.Level, Milliseconds(item.Decision.Clocks.ClaimBy),
            Milliseconds(item.Decision.Clocks.ContactBy), TriageText.Write(item.Decision.Reasons), lowering);
    }

    private static ItemOnFile Read(DbDataReader row) => new(
        new QueueItem
        {
            Id = row.GetGuid(0),
            Conversation = row.IsDBNull(1) ? null : new ConversationId(row.GetString(1)),
            Team = row.IsDBNull(2) ? null : new TeamId(row.GetString(2)),
            Patient = row.IsDBNull(4) ? null : new PersonId(row.GetString(4)),
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
            Lowering = TriageText.Lowering(row.IsDBNull(15) ? null : row.GetString(15)),
        },
        row.GetGuid(3));

    private static (string Detail, string? Team, string? To) Said(QueueEvent happened) => happened switch
    {
        PatientWrote wrote => (Words<Level>.Of(wrote.Decision.Level), null, null),
        PatientShared shared => (Words<Level>.Of(shared.Decision.Level), null, null),
        RoseByWaiting rose => (Words<Level>.Of(rose.Decision.Level), null, null),
        ItemRerouted rerouted => (Words<RerouteReason>.Of(rerouted.Why), rerouted.To.Value, null),
        ItemHandedOver handed => ("", null, handed.To.Value),
        LevelLowered lowered => (Words<LoweringReason>.Of(lowered.Lowering.Why), null, null),
        ItemClosed closed => (Words<Outcome>.Of(closed.Outcome), null, null),
        _ => ("", null, null),
    };

    private static long Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private static long? Milliseconds(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();
}
