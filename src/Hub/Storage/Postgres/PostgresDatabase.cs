using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace CareConnect.Hub.Storage.Postgres;

/// <summary>A PostgreSQL database that any number of processes share, on any number of machines.</summary>
public sealed class PostgresDatabase : Database
{
    /// <summary>Held while a process brings the database up to date: "CareUpgr" in ASCII.</summary>
    private const long UpgradeLock = 0x4361726555706772;

    /// <summary>
    /// Of every session. A commit is on the disk before it is answered. Whoever stops in the middle of a transaction, or can be
    /// reached no more, is cut off in seconds: others wait for what it holds. Who waits itself gives up before its caller does.
    /// </summary>
    private const string SessionSettings =
        "-c synchronous_commit=on -c idle_in_transaction_session_timeout=3000 -c lock_timeout=10000 -c tcp_user_timeout=5000 "
        + "-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3 -c TimeZone=UTC -c application_name=CareConnect";

    private readonly string pooled;
    private readonly string own;

    /// <param name="connection">As Npgsql takes it. What it says of pool and times is kept.</param>
    public PostgresDatabase(string folder, string connection)
        : base(folder)
    {
        NpgsqlConnectionStringBuilder settings = Settings(connection);
        pooled = settings.ToString();
        settings.Pooling = false;
        own = settings.ToString();
        Name = string.Create(CultureInfo.InvariantCulture, $"database {settings.Database} on {settings.Host}:{settings.Port}");
    }

    public override string Name { get; }

    public override bool IsShared => true;

    // Together with the pool, the writer and the auditor well below a server's usual hundred, for two nodes.
    internal override int ReadersAtMost => 16;

    /// <summary>Closes EF's idle connections.</summary>
    public override void Dispose()
    {
        using var connection = new NpgsqlConnection(pooled);
        NpgsqlConnection.ClearPool(connection);
    }

    internal override async Task<bool> Exists(CancellationToken cancellation)
    {
        try
        {
            await using var connection = new NpgsqlConnection(own);
            await connection.OpenAsync(cancellation);
            return true;
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            return false;
        }
    }

    internal override void Use(DbContextOptionsBuilder<ClinicDb> builder) => builder.UseNpgsql(pooled);

    internal override ClinicDb Context(DbContextOptions<ClinicDb> options) => new PostgresDb(options);

    internal override NpgsqlConnection Open()
    {
        var connection = new NpgsqlConnection(own);
        connection.Open();
        return connection;
    }

    internal override NpgsqlConnection OpenToRead()
    {
        NpgsqlConnection connection = Open();
        using var command = new NpgsqlCommand("SET default_transaction_read_only = on", connection);
        command.ExecuteNonQuery();
        return connection;
    }

    internal override async Task<IDbContextTransaction> BeginWrite(ClinicDb db, CancellationToken cancellation)
    {
        IDbContextTransaction transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellation);
        await db.Database.ExecuteSqlRawAsync(PostgresDialect.LockClinic, cancellation);
        return transaction;
    }

    /// <summary>By a lock of the server's, which ends with its session.</summary>
    internal override async Task<IAsyncDisposable> LockForUpgrade(CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(own);
        try
        {
            await OpenFirst(connection, cancellation);
            await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock($1)", connection) { Parameters = { new() { Value = UpgradeLock } } };
            while (await command.ExecuteScalarAsync(cancellation) is not true)
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // What a person who starts the program can put right is said in words.
    private async Task OpenFirst(NpgsqlConnection connection, CancellationToken cancellation)
    {
        try
        {
            await connection.OpenAsync(cancellation);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            throw new DatabaseSettingsException($"There is no {Name}. Make it first, empty: createdb.");
        }
        catch (NpgsqlException failed)
        {
            throw new DatabaseSettingsException($"The {Name} cannot be opened: {failed.Message}");
        }
    }

    // Else EF asks a table that is not there what it lacks, and logs the refusal as an error.
    internal override Task BeforeUpgrade(ClinicDb db, CancellationToken cancellation) =>
        db.Database.ExecuteSqlRawAsync(db.GetService<IHistoryRepository>().GetCreateIfNotExistsScript(), cancellation);

    private static NpgsqlConnectionStringBuilder Settings(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder
        {
            Database = "careconnect", Timeout = 5, CommandTimeout = 15, MaxPoolSize = 20, MaxAutoPrepare = 200, AutoPrepareMinUsages = 2,
        };
        var given = new DbConnectionStringBuilder { ConnectionString = connection };
        foreach (string key in given.Keys)
            settings[key] = given[key];
        // A socket of this machine refuses them.
        if (settings.Host?.StartsWith('/') != true)
            (settings.TcpKeepAlive, settings.TcpKeepAliveTime, settings.TcpKeepAliveInterval) = (true, 5, 2);
        settings.Options = string.IsNullOrEmpty(settings.Options) ? SessionSettings : $"{SessionSettings} {settings.Options}";
        // Of what a statement was about nothing comes into a log.
        settings.IncludeErrorDetail = false;
        return settings;
    }
}
