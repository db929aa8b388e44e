using System.Data.Common;
using CareConnect.Domain.Crisis;
using CareConnect.Hub.Paging;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using AlertEvent = CareConnect.Protocol.AlertEvent;

namespace CareConnect.Hub.Crisis;

/// <summary>Alerts as the board, and the patient, see them. The board asks every second: a few statements, on indexes alone.</summary>
internal static class AlertRows
{
    private const string Rows =
        """
        SELECT a.Id, a.Record, p.Name, p.Person, a.Cause, a.RaisedAt, a.State, a.Owner, a.Room, a.ContactBy
        FROM Alerts a LEFT JOIN Accounts p ON p.Id = a.Record
        """;

    private const string Events = "SELECT e.Alert, e.Kind, e.At, e.Actor, e.Detail FROM AlertEvents e ";

    private const string OnBoard =
        " WHERE a.State IN ('raised', 'paged', 'acknowledged', 'contact-made') OR a.ClosedAt >= ?1";

    internal const string BoardRows = Rows + OnBoard + " ORDER BY a.State = 'closed', a.Cause = 'drill', a.Owner IS NOT NULL, a.RaisedAt, a.Id";

    private const string BoardAlerts = "SELECT a.Id FROM Alerts a" + OnBoard;

    internal const string BoardEvents = Events + "WHERE e.Alert IN (" + BoardAlerts + ") ORDER BY e.Alert, e.Number";

    internal const string BoardPages = Pages.Newest + " IN (" + BoardAlerts + ")" + Pages.Each;

    public static AlertRow? Find(Sql sql, Guid alert, DateTimeOffset now)
    {
        var events = sql.List(Events + "WHERE e.Alert = ?1 ORDER BY e.Number", Event, alert).ToLookup(e => e.Alert, e => e.Event);
        var pages = Pages.Of(sql, alert).ToLookup(_ => alert);
        var next = TimerStore.Find(sql, alert) is { } timer ? NextPages.Of(sql, [timer], now) : [];
        return sql.First(Rows + " WHERE a.Id = ?1", row => Row(row, events, pages, next), alert);
    }

    /// <summary>Real ones before a drill; those that nobody has first, then the oldest; those closed in the last day at the end.</summary>
    public static AlertRow[] Board(Sql sql, DateTimeOffset now)
    {
        var since = now.AddDays(-1).ToUnixTimeMilliseconds();
        var events = sql.List(BoardEvents, Event, since).ToLookup(e => e.Alert, e => e.Event);
        var pages = sql.List(BoardPages, Pages.Read, since).ToLookup(page => page.Alert, page => page.Row);
        var next = NextPages.Of(sql, TimerStore.Pending(sql), now);
        return [.. sql.List(BoardRows, row => Row(row, events, pages, next), since)];
    }

    /// <summary>Without who was paged and who is paged next: that is the clinic's own business.</summary>
    public static AlertRow ForPatient(AlertRow row) => row with { Pages = [], Next = null };

    private static (Guid Alert, AlertEvent Event) Event(DbDataReader row) => (
        row.GetGuid(0),
        new AlertEvent(row.GetString(1), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetString(3), row.GetString(4)));

    private static AlertRow Row(
        DbDataReader row, ILookup<Guid, AlertEvent> events, ILookup<Guid, PageRow> pages, Dictionary<Guid, NextPage> next) => new(
        row.GetGuid(0), row.IsDBNull(1) ? "" : row.GetGuid(1).ToString(), Text(row, 2) ?? "", Text(row, 3),
        CauseWords.Of(Queue.Words<AlertCause>.Read(row.GetString(4))), row.GetInt64(5), row.GetString(6),
        Text(row, 7), Text(row, 8), [.. events[row.GetGuid(0)]], [.. pages[row.GetGuid(0)]],
        row.IsDBNull(9) ? null : row.GetInt64(9), next.GetValueOrDefault(row.GetGuid(0)));

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
