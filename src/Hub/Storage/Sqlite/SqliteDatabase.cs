using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace CareConnect.Hub.Storage.Sqlite;

/// <summary>A file, by itself <c>care.db</c> in the data folder. All processes that share it run on one machine.</summary>
public sealed class SqliteDatabase : Database
{
    // WAL readers never wait for the writer; a second process's writer is waited for.
    private const string Pragmas = "PRAGMA busy_timeout=10000; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;";

    /// <param name="connection">Names another file by <c>Data Source</c>; else null.</param>
    public SqliteDatabase(string folder, string? connection = null)
        : base(folder)
    {
        string? named = connection is null ? null : new SqliteConnectionStringBuilder(connection).DataSource;
        File = string.IsNullOrEmpty(named) ? Path.Combine(Folder, "care.db") : Path.GetFullPath(named);
        ConnectionString = new SqliteConnectionStringBuilder { DataSource = File, Pooling = true }.ToString();
    }

    public string File { get; }

    /// <summary>Of EF's connections, which are pooled.</summary>
    public string ConnectionString { get; }

    public override string Name => File;

    public override bool IsShared => false;

    // A connection is a file handle.
    internal override int ReadersAtMost => int.MaxValue;

    /// <summary>Closes EF's idle connections; the last one folds the write-ahead log into the file.</summary>
    public override void Dispose()
    {
        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    internal override Task<bool> Exists(CancellationToken cancellation) => Task.FromResult(System.IO.File.Exists(File));

    internal override void Use(DbContextOptionsBuilder<ClinicDb> builder) => builder.UseSqlite(ConnectionString).AddInterceptors(new Connections());

    internal override ClinicDb Context(DbContextOptions<ClinicDb> options) => new(options);

    internal override SqliteConnection Open() => Open(Pragmas);

    internal override SqliteConnection OpenToRead() => Open(Pragmas + "PRAGMA query_only=1;");

    // BEGIN IMMEDIATE.
    internal override Task<IDbContextTransaction> BeginWrite(ClinicDb db, CancellationToken cancellation) =>
        db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);

    /// <summary>By the operating system's lock on a file.</summary>
    internal override async Task<IAsyncDisposable> LockForUpgrade(CancellationToken cancellation)
    {
        string path = Path.Combine(Folder, "migrate.lock");
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (System.IO.File.Exists(path))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellation);
            }
        }
    }

    internal override async Task BeforeUpgrade(ClinicDb db, CancellationToken cancellation)
    {
        // EF's own lock is a row, which a killed process leaves behind. We hold the real lock, so it is nobody's.
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellation);
        await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS __EFMigrationsLock", cancellation);
    }

    private SqliteConnection Open(string pragmas)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = File, Pooling = false }.ToString());
        connection.Open();
        Prepare(connection, pragmas);
        return connection;
    }

    private static void Prepare(DbConnection connection, string pragmas)
    {
        using DbCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this class.
        command.CommandText = pragmas;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>Gives EF's connections the same settings.</summary>
    private sealed class Connections : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Prepare(connection, Pragmas);

        public override Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Prepare(connection, Pragmas);
            return Task.CompletedTask;
        }
    }
}
