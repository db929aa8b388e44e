using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Storage;

/// <summary>Brings the database up to date at start, before anything else opens it.</summary>
internal static class Upgrade
{
    /// <summary>One process at a time, by the operating system's lock: it ends with the process, whatever happens to it.</summary>
    public static async Task<FileStream> Lock(Database database, CancellationToken cancellation)
    {
        string path = Path.Combine(database.Folder, "migrate.lock");
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

    /// <summary>Only under the lock.</summary>
    public static async Task Apply(IDbContextFactory<ClinicDb> factory, ILogger logger, CancellationToken cancellation)
    {
        await using ClinicDb db = await factory.CreateDbContextAsync(cancellation);

        // EF's own lock is a row, which a killed process leaves behind. We hold the real lock, so it is nobody's.
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellation);
        await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS __EFMigrationsLock", cancellation);

        List<string> pending = [.. await db.Database.GetPendingMigrationsAsync(cancellation)];
        if (pending.Count == 0)
            return;
        await db.Database.MigrateAsync(cancellation);
        logger.Migrated(pending.Count);
    }
}
