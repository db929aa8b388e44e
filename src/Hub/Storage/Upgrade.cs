using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Storage;

/// <summary>Brings the database up to date at start, before anything else opens it.</summary>
public static class Upgrade
{
    /// <summary>Waits for another process that does the same on this file.</summary>
    public static async Task Apply(IDbContextFactory<ClinicDb> factory, Database database, ILogger logger, CancellationToken cancellation)
    {
        // (1) One process at a time, by the operating system's lock: it ends with the process, whatever happens to it.
        await using FileStream held = await TakeLock(Path.Combine(database.Folder, "migrate.lock"), cancellation);
        await using ClinicDb db = await factory.CreateDbContextAsync(cancellation);

        // (2) EF's own lock is a row, which a killed process leaves behind. We hold the real lock, so it is nobody's.
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellation);
        await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS __EFMigrationsLock", cancellation);

        List<string> pending = [.. await db.Database.GetPendingMigrationsAsync(cancellation)];
        if (pending.Count == 0)
            return;
        await db.Database.MigrateAsync(cancellation);
        logger.Migrated(pending.Count);
    }

    private static async Task<FileStream> TakeLock(string path, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellation);
            }
        }
    }
}
