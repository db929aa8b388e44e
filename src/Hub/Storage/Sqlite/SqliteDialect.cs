using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CareConnect.Hub.Storage.Sqlite;

internal sealed class SqliteDialect : Dialect
{
    public static readonly SqliteDialect Instance = new();

    public override string BeginWrite => "BEGIN IMMEDIATE";

    public override string BeginSnapshot => "BEGIN DEFERRED";

    public override DbCommand Command(DbConnection connection, string sql, int parameters)
    {
        DbCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this program; values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (int i = 1; i <= parameters; i++)
            command.Parameters.Add(new SqliteParameter($"?{i}", null));
        return command;
    }

    // Ids are upper-case text, as EF stores them.
    public override object Value(object value) => value is Guid id ? id.ToString().ToUpperInvariant() : value;

    // A full disk or an I/O error rolls the whole transaction back by itself.
    public override bool IsLost(DbConnection connection) =>
        connection.State != ConnectionState.Open || raw.sqlite3_get_autocommit(((SqliteConnection)connection).Handle) != 0;
}
