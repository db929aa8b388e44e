using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CareConnect.Hub.Storage;

/// <summary>The clinic's SQLite file: <c>care.db</c> in the data folder (setting <c>Data</c>, default <c>./data</c>).</summary>
public sealed class Database : IDisposable
{
    // WAL readers never wait for the writer; a second process's writer is waited for.
    private const string Pragmas = "PRAGMA busy_timeout=10000; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;";

    public Database(string folder)
    {
        Folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(Folder);
        File = Path.Combine(Folder, "care.db");
        ConnectionString = new SqliteConnectionStringBuilder { DataSource = File, Pooling = true }.ToString();
    }

    public string Folder { get; }

    public string File { get; }

    public string ConnectionString { get; }

    /// <summary>Closes EF's idle connections; the last one folds the write-ahead log into the file.</summary>
    public void Dispose()
    {
        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>A connection of its own, not pooled, ready for use.</summary>
    internal SqliteConnection Open()
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = File, Pooling = false }.ToString());
        connection.Open();
        Prepare(connection);
        return connection;
    }

    private static void Prepare(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    /// <summary>Gives EF's connections the same settings.</summary>
    internal sealed class Connections : DbConnectionInterceptor
    {
        public override void ConnectionOpened(System.Data.Common.DbConnection connection, ConnectionEndEventData eventData) =>
            Prepare((SqliteConnection)connection);

        public override Task ConnectionOpenedAsync(
            System.Data.Common.DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Prepare((SqliteConnection)connection);
            return Task.CompletedTask;
        }
    }
}
