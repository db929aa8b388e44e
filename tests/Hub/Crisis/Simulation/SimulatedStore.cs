using CareConnect.Hub.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CareConnect.Hub.Tests.Crisis.Simulation;

/// <summary>The clinic's real schema in memory, with one writer: what is begun is committed, or undone as by a power cut.</summary>
internal sealed class SimulatedStore : IDisposable
{
    private readonly SqliteConnection connection = new("Data Source=:memory:");

    public SimulatedStore()
    {
        connection.Open();
        using (var db = new ClinicDb(new DbContextOptionsBuilder<ClinicDb>().UseSqlite(connection).Options))
        {
            db.Database.EnsureCreated();
            db.Database.ExecuteSqlRaw(Revision.Sqlite);
        }

        Sql = new WriteTransaction(connection);
        // Patients are ids here, no accounts.
        Sql.Execute("PRAGMA foreign_keys=OFF");
    }

    public WriteTransaction Sql { get; }

    /// <summary>Forgets the alerts of the world before.</summary>
    public void Clear()
    {
        foreach (var table in (string[])["DELETE FROM Pages", "DELETE FROM AlertTimers", "DELETE FROM AlertEvents", "DELETE FROM Alerts"]) Sql.Execute(table);
    }

    /// <summary>Runs it as one transaction.</summary>
    /// <exception cref="Killed">The process died in it: nothing of it is kept.</exception>
    public T Write<T>(Func<WriteTransaction, T> work)
    {
        Sql.Execute("BEGIN IMMEDIATE");
        try
        {
            var result = work(Sql);
            Sql.Execute("COMMIT");
            return result;
        }
        catch
        {
            Sql.Execute("ROLLBACK");
            Sql.Forget();
            throw;
        }
    }

    public void Dispose() => connection.Dispose();
}

/// <summary>The process is no more.</summary>
internal sealed class Killed : Exception;

/// <summary>Something that the engine calls failed.</summary>
internal sealed class Broken : Exception;
