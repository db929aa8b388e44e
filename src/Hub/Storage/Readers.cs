using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace CareConnect.Hub.Storage;

/// <summary>Open read connections with their prepared commands, for the hot paths. Ordinary reads use EF.</summary>
public sealed class Readers(Database database) : IDisposable
{
    private readonly ConcurrentBag<(SqliteConnection Connection, Sql Sql)> idle = [];
    private bool disposed;

    /// <summary>Reads at the moment of each statement.</summary>
    public T Read<T>(Func<Sql, T> read)
    {
        (SqliteConnection Connection, Sql Sql) reader = idle.TryTake(out var pooled) ? pooled : Open();
        try
        {
            T result = read(reader.Sql);
            Return(reader);
            return result;
        }
        catch
        {
            reader.Connection.Dispose();
            throw;
        }
    }

    /// <summary>Reads one state of the database in all statements.</summary>
    public T Snapshot<T>(Func<Sql, T> read) => Read(sql =>
    {
        sql.Execute("BEGIN DEFERRED");
        T result = read(sql);
        sql.Execute("COMMIT");
        return result;
    });

    public void Dispose()
    {
        disposed = true;
        while (idle.TryTake(out var reader))
            reader.Connection.Dispose();
    }

    private (SqliteConnection Connection, Sql Sql) Open()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        SqliteConnection connection = database.Open();
        var sql = new Sql(connection);
        sql.Execute("PRAGMA query_only=1");
        return (connection, sql);
    }

    private void Return((SqliteConnection Connection, Sql Sql) reader)
    {
        if (disposed || idle.Count >= 16)
            reader.Connection.Dispose();
        else
            idle.Add(reader);
    }
}
