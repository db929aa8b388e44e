using CareConnect.Hub.Storage;
using CareConnect.Hub.Storage.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Backup;

/// <summary>What was copied, or looked at.</summary>
public sealed record CopyReport(string From, string To, Ledger Ledger, ChainReport Chains);

/// <summary>Backups, restoring them, and moving from one store to the other: each is a copy that checks itself.</summary>
public static class Backups
{
    /// <summary>
    /// Copies the clinic, which may go on working, into a folder: a SQLite file and what it holds. The key file is not in it. What is
    /// wrong with the logs is in the report; the backup is kept all the same.
    /// </summary>
    public static async Task<CopyReport> Backup(this IHost host, string folder, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(host);
        var source = host.Services.GetRequiredService<Database>();
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new CopyException($"{Path.GetFullPath(folder)} is not empty: a backup gets a folder of its own.");
        Private(folder);
        using var target = new SqliteDatabase(folder);
        try
        {
            var (ledger, chains) = await new ClinicCopy(source, target, host.Services, Logger(host)).Run(expected: null, cancellation);
            ledger.Write(target.Folder);
            return new CopyReport(source.Name, target.Name, ledger, chains);
        }
        catch
        {
            // Half a backup must not look like one.
            target.Dispose();
            foreach (var file in Directory.GetFiles(target.Folder)) File.Delete(file);
            throw;
        }
    }

    /// <summary>Copies a backup, or the data folder of a clinic that does not run, into the database that the settings name.</summary>
    /// <exception cref="CopyException">The target is not empty, or the source is not what it was; nothing was changed.</exception>
    public static Task<CopyReport> Restore(this IHost host, string folder, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(host);
        return Into(host, folder, host.Services.GetRequiredService<Database>(), Directory.Exists(folder) ? Ledger.Read(folder) : null, cancellation);
    }

    /// <summary>Copies the clinic of the data folder into PostgreSQL. The folder stays as it is.</summary>
    /// <param name="connection">Of an empty database.</param>
    public static async Task<CopyReport> MoveToPostgres(this IHost host, string connection, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(host);
        var folder = host.Services.GetRequiredService<IConfiguration>()["Data"] ?? "data";
        using var target = Database.Of(folder, connection);
        if (!target.IsShared) throw new CopyException("That is no PostgreSQL: name it by \"Host=…;Database=…\".");
        return await Into(host, folder, target, expected: null, cancellation);
    }

    /// <summary>Sums up the clinic's database and makes the chains of its logs again. It is only read.</summary>
    public static async Task<CopyReport> Verify(this IHost host, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(host);
        var database = host.Services.GetRequiredService<Database>();
        var (ledger, chains) = await ClinicCopy.Look(database, host.Services, cancellation);
        return new CopyReport(database.Name, database.Name, ledger, chains);
    }

    private static async Task<CopyReport> Into(IHost host, string folder, Database target, Ledger? expected, CancellationToken cancellation)
    {
        if (!Directory.Exists(folder)) throw new CopyException($"There is no folder {Path.GetFullPath(folder)}.");
        using var source = new SqliteDatabase(folder);
        if (target is SqliteDatabase same && same.File == source.File) throw new CopyException($"{source.Name} is both: name another folder with --data.");
        if (await source.Exists(cancellation) && await ClinicCopy.Look(source, host.Services, cancellation) is { Chains.Faults: { Count: > 0 } faults })
            throw new CopyException($"{source.Name} is damaged, and nothing was copied:{Environment.NewLine}{string.Join(Environment.NewLine, faults)}");
        var (ledger, chains) = await new ClinicCopy(source, target, host.Services, Logger(host)).Run(expected, cancellation);
        return new CopyReport(source.Name, target.Name, ledger, chains);
    }

    private static ILogger Logger(IHost host) => host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("CareConnect.Hub.Backup");

    private static void Private(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
