using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;

namespace CareConnect.Hub.Storage;

/// <summary>Open read connections with their prepared commands, for the hot paths. Ordinary reads use EF.</summary>
public sealed class Readers(Database database) : IDisposable
{
    private readonly ConcurrentBag<Reader> idle = [];

    // Nothing to dispose of, and who is reading still gives it back.
    private readonly SemaphoreSlim free = new(database.ReadersAtMost);
    private bool disposed;

    /// <summary>Reads at the moment of each statement.</summary>
    /// <param name="read">Begun once more on a fresh connection when the one it was on turns out to be dead.</param>
    public T Read<T>(Func<Sql, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        // Reads are short and never wait for a writer; what waits here waits for other reads alone.
        free.Wait();
        try
        {
            if (!idle.TryTake(out Reader? kept))
                return Run(Open(), read);
            try
            {
                return Run(kept, read);
            }
            catch (DbException) when (!kept.IsOpen)
            {
                // The server was restarted, or went to another machine: those kept from before are all as dead.
                Clear();
                return Run(Open(), read);
            }
        }
        finally
        {
            free.Release();
        }
    }

    /// <summary>Reads one state of the database in all statements.</summary>
    public T Snapshot<T>(Func<Sql, T> read) => Read(sql =>
    {
        sql.BeginSnapshot();
        T result = read(sql);
        sql.Commit();
        return result;
    });

    public void Dispose()
    {
        disposed = true;
        Clear();
    }

    private T Run<T>(Reader reader, Func<Sql, T> read)
    {
        reader.Sql.LookAgain();
        try
        {
            T result = read(reader.Sql);
            Return(reader);
            return result;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    private Reader Open()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return new Reader(database.OpenToRead());
    }

    private void Return(Reader reader)
    {
        if (disposed || idle.Count >= 16)
            reader.Dispose();
        else
            idle.Add(reader);
    }

    private void Clear()
    {
        while (idle.TryTake(out Reader? reader))
            reader.Dispose();
    }

    private sealed class Reader(DbConnection connection) : IDisposable
    {
        public Sql Sql { get; } = new(connection);

        /// <summary>Not one that was lost.</summary>
        public bool IsOpen { get; private set; } = true;

        public void Dispose()
        {
            IsOpen &= connection.State == ConnectionState.Open;
            connection.Dispose();
        }
    }
}
