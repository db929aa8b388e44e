using System.Data.Common;
using System.Globalization;
using CareConnect.Domain.Crisis;
using CareConnect.Domain.People;
using CareConnect.Hub.Paging;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Crisis;

/// <summary>Alerts and their events in the database.</summary>
internal static class AlertStore
{
    private const string Select =
        "SELECT Id, Record, Cause, RaisedAt, State, Owner, ContactBy, Room, Disposition, FollowUpOwner, FollowUpOn FROM Alerts ";

    public static Alert? Find(Sql sql, Guid id) => sql.First(Select + "WHERE Id = ?1", Read, id);

    public static Alert? OpenOf(Sql sql, Guid record) =>
        sql.First(Select + "WHERE Record = ?1 AND State <> 'closed'", Read, record);

    /// <summary>The drill that is under way, if one is.</summary>
    public static Alert? OpenDrill(Sql sql) => sql.First(
        Select + "WHERE State IN ('raised', 'paged', 'acknowledged', 'contact-made') AND Cause = 'drill'", Read);

    /// <summary>How many events it has: a number that grows with each.</summary>
    public static int Events(Sql sql, Guid alert) => (int)sql.Number("SELECT COUNT(*) FROM AlertEvents WHERE Alert = ?1", alert)!.Value;

    /// <summary>When a call with this client-made id last became an event of the alert.</summary>
    public static DateTimeOffset? HeardCall(Sql sql, Guid alert, Guid call) =>
        sql.Number("SELECT MAX(At) FROM AlertEvents WHERE Call = ?1 AND Alert = ?2", call, alert) is { } at
            ? DateTimeOffset.FromUnixTimeMilliseconds(at)
            : null;

    /// <summary>Whether a call with this id of this patient ever became an event.</summary>
    public static bool HeardCallOf(Sql sql, Guid record, Guid call) => sql.Any(
        "SELECT 1 FROM AlertEvents e JOIN Alerts a ON a.Id = e.Alert WHERE e.Call = ?1 AND a.Record = ?2", call, record);

    /// <summary>Stores an alert with what happened to it.</summary>
    /// <param name="call">The id that the client made, when it raised.</param>
    public static void Store(WriteTransaction tx, Alert alert, AlertEvent happened, Guid? call = null)
    {
        Store(tx, alert, happened is AlertClosed or DrillEnded ? happened.At : null);
        Add(tx, alert.Id, happened, call);
    }

    /// <summary>Stores an open alert with all that happened to it at once.</summary>
    public static void Store(WriteTransaction tx, Alert alert, IReadOnlyList<AlertEvent> happened)
    {
        Store(tx, alert, closedAt: null);
        foreach (var each in happened) Add(tx, alert.Id, each, call: null);
    }

    private static void Store(WriteTransaction tx, Alert alert, DateTimeOffset? closedAt) =>
        tx.Execute(
            """
            INSERT INTO Alerts (Id, Record, Cause, RaisedAt, State, Owner, ContactBy, Room, Disposition, FollowUpOwner, FollowUpOn, ClosedAt)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
            ON CONFLICT (Id) DO UPDATE SET State = ?5, Owner = ?6, ContactBy = ?7, Room = ?8, Disposition = ?9,
                FollowUpOwner = ?10, FollowUpOn = ?11, ClosedAt = COALESCE(Alerts.ClosedAt, ?12)
            """,
            alert.Id, alert.Patient?.Value, Words<AlertCause>.Of(alert.Cause), alert.RaisedAt.ToUnixTimeMilliseconds(),
            Words<AlertState>.Of(alert.State), alert.Owner?.Value, alert.ContactBy?.ToUnixTimeMilliseconds(), alert.Room?.Value,
            alert.Disposition is { } disposition ? Words<Disposition>.Of(disposition) : null, alert.FollowUp?.Owner.Value,
            alert.FollowUp?.On.ToString("O", CultureInfo.InvariantCulture), closedAt?.ToUnixTimeMilliseconds());

    private static void Add(WriteTransaction tx, Guid alert, AlertEvent happened, Guid? call)
    {
        var (kind, detail) = Said(happened);
        tx.Execute(
            """
            INSERT INTO AlertEvents (Alert, Number, Kind, At, Actor, Detail, Call)
            VALUES (?1, (SELECT COALESCE(MAX(Number), 0) + 1 FROM AlertEvents WHERE Alert = ?1), ?2, ?3, ?4, ?5, ?6)
            """,
            alert, kind, happened.At.ToUnixTimeMilliseconds(), happened.By?.Value, detail, call);

        // Nobody is woken for what somebody has.
        if (happened is AlertTaken or PatientReached or AlertClosed) PageOutbox.Stop(tx, alert, happened.At);
    }

    private static (string Kind, string Detail) Said(AlertEvent happened) => happened switch
    {
        AlertRaised raised => (raised.Again ? "repeated" : "raised", CauseWords.Of(raised.Cause)),
        ResponderPaged paged => ("paged", paged.Responder.Value),
        AlertTaken => ("acknowledged", ""),
        AcknowledgementExpired expired => ("expired", expired.Owner.Value),
        NobodyToPage => ("nobody", ""),
        TimerRepaired => ("repaired", ""),
        ClosingAwaited => ("unclosed", ""),
        AlertGivenBack => ("given-back", ""),
        RoomOpened opened => ("room-opened", opened.Room.Value),
        PatientReached => ("contact-made", ""),
        AlertClosed closed => ("closed", Words<Disposition>.Of(closed.Disposition)),
        ToldOfWelfareCheck => ("told-of-check", ""),
        DrillEnded => ("closed", ""),
        _ => throw new NotSupportedException($"No stored form for {happened.GetType().Name}."),
    };

    private static Alert Read(DbDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Patient = row.IsDBNull(1) ? null : new RecordId(row.GetGuid(1)),
        Cause = Words<AlertCause>.Read(row.GetString(2)),
        RaisedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)),
        State = Words<AlertState>.Read(row.GetString(4)),
        Owner = row.IsDBNull(5) ? null : new PersonId(row.GetString(5)),
        ContactBy = row.IsDBNull(6) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)),
        Room = row.IsDBNull(7) ? null : new ConversationId(row.GetString(7)),
        Disposition = row.IsDBNull(8) ? null : Words<Disposition>.Read(row.GetString(8)),
        FollowUp = row.IsDBNull(9)
            ? null
            : new FollowUp(new PersonId(row.GetString(9)), DateOnly.Parse(row.GetString(10), CultureInfo.InvariantCulture)),
    };
}
