using System.Data.Common;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;

namespace CareConnect.Hub.Paging;

/// <summary>Who was paged for an alert, how, and how far it came: the newest page of each person and way.</summary>
internal static class Pages
{
    /// <summary>Followed by which alerts, and <see cref="Each"/>.</summary>
    public const string Newest =
        """
        SELECT aged.Alert, aged.Person, aged.Way, aged.State, aged.ChangedAt, aged.Attempts, aged.Error
        FROM (SELECT Alert, Person, Way, Method, State, ChangedAt, Attempts, Error,
                ROW_NUMBER() OVER (PARTITION BY Alert, Person, Way, Method ORDER BY WrittenAt DESC, Id DESC) AS Age
            FROM Pages WHERE Alert
        """;

    public const string Each = ") aged WHERE aged.Age = 1 ORDER BY aged.Alert, aged.Person, aged.Way, aged.Method";

    /// <summary>In the order of persons and ways.</summary>
    public static PageRow[] Of(Sql sql, Guid alert) =>
        [.. sql.List(Newest + " = ?1" + Each, Read, alert).Select(page => page.Row)];

    public static (Guid Alert, PageRow Row) Read(DbDataReader row) => (
        row.GetGuid(0),
        new PageRow(
            row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4), row.GetInt32(5),
            row.IsDBNull(6) ? null : row.GetString(6)));
}
