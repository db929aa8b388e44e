using System.Data.Common;
using CareConnect.Hub.Storage.Postgres;
using CareConnect.Hub.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Configuration;

namespace CareConnect.Hub.Storage;

/// <summary>
/// Where the clinic's rows are: a SQLite file in the data folder, or PostgreSQL where the connection string <c>Clinic</c> names a host.
/// </summary>
public abstract class Database : IDisposable
{
    /// <summary>Its name among the connection strings.</summary>
    public const string ConnectionName = "Clinic";

    private protected Database(string folder)
    {
        Folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(Folder);
    }

    /// <summary>The data folder (setting <c>Data</c>, default <c>./data</c>). Of a clinic on PostgreSQL it holds only what the demo and the set-up leave there.</summary>
    public string Folder { get; }

    /// <summary>What it is called to a person who runs the clinic. No password in it.</summary>
    public abstract string Name { get; }

    /// <summary>Whether programs on other machines may use it too, which have another data folder.</summary>
    public abstract bool IsShared { get; }

    /// <summary>As the settings say.</summary>
    /// <exception cref="DatabaseSettingsException">The connection string is of neither store.</exception>
    public static Database Of(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        string folder = configuration["Data"] ?? "data";
        return configuration.GetConnectionString(ConnectionName) is { Length: > 0 } connection ? Of(folder, connection) : new SqliteDatabase(folder);
    }

    /// <inheritdoc cref="Of(IConfiguration)"/>
    internal static Database Of(string folder, string connection)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = connection };
            return parts.ContainsKey("Host") || parts.ContainsKey("Server") ? new PostgresDatabase(folder, connection) : new SqliteDatabase(folder, connection);
        }
        catch (ArgumentException)
        {
            // What is wrong may be the password: the text is not repeated.
            throw new DatabaseSettingsException(
                "ConnectionStrings:Clinic is neither \"Host=…;Database=…;Username=…;Password=…\" for PostgreSQL nor \"Data Source=…\" for a SQLite file.");
        }
    }

    /// <summary>Closes the idle connections.</summary>
    public abstract void Dispose();

    /// <summary>How many connections may read at the same time by <see cref="Readers"/>.</summary>
    internal abstract int ReadersAtMost { get; }

    /// <summary>Whether it is there. Makes nothing.</summary>
    internal abstract Task<bool> Exists(CancellationToken cancellation);

    /// <summary>Tells EF where the database is.</summary>
    internal abstract void Use(DbContextOptionsBuilder<ClinicDb> builder);

    /// <summary>A context of the store's own kind, which knows the store's migrations.</summary>
    internal abstract ClinicDb Context(DbContextOptions<ClinicDb> options);

    /// <summary>A connection of its own, not pooled, ready for use.</summary>
    internal abstract DbConnection Open();

    /// <summary>The same, on which nothing can be written.</summary>
    internal abstract DbConnection OpenToRead();

    /// <summary>Begins a transaction of EF in which this process alone writes, as the writer does.</summary>
    internal abstract Task<IDbContextTransaction> BeginWrite(ClinicDb db, CancellationToken cancellation);

    /// <summary>Waits until no other process brings this database up to date. The lock ends with the process, whatever happens to it.</summary>
    internal abstract Task<IAsyncDisposable> LockForUpgrade(CancellationToken cancellation);

    /// <summary>Under the lock, before EF looks at it.</summary>
    internal abstract Task BeforeUpgrade(ClinicDb db, CancellationToken cancellation);
}

/// <summary>The settings name no database that can be used.</summary>
public sealed class DatabaseSettingsException(string message) : Exception(message);
