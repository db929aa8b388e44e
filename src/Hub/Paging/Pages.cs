using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using Microsoft.Data.Sqlite;

namespace CareConnect.Hub.Paging;

/// <summary>Who was paged for an alert, how, and how far it came: the newest page of each person and way.</summary>
internal static class Pages
{
    /// <summary>Followed by which alerts, and <see cref="Each"/>.</summary>
    public const string Newest =
        """
        SELECT p.Alert, p.Person, p.Way, p.State, p.ChangedAt, p.Attempts, p.Error, MAX(p.WrittenAt)
        FROM Pages p WHERE p.Alert
        """;

    public const string Each = " GROUP BY p.Alert, p.Person, p.Way, p.Method";

    /// <summary>In the order of persons and ways.</summary>
    public static PageRow[] Of(Sql sql, Guid alert) =>
        [.. sql.List(Newest + " = ?1" + Each, Read, alert).Select(page => page.Row)];

    public static (Guid Alert, PageRow Row) Read(SqliteDataReader row) => (
        row.GetGuid(0),
        new PageRow(
            row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4), row.GetInt32(5),
            row.IsDBNull(6) ? null : row.GetString(6)));
}
