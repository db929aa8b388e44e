using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Storage;

/// <summary>Brings the database up to date at start, before anything else opens it.</summary>
internal static class Upgrade
{
    /// <summary>Only under <see cref="Database.LockForUpgrade"/>.</summary>
    public static async Task Apply(Database database, IDbContextFactory<ClinicDb> factory, ILogger logger, CancellationToken cancellation)
    {
        await using ClinicDb db = await factory.CreateDbContextAsync(cancellation);
        await database.BeforeUpgrade(db, cancellation);
        List<string> pending = [.. await db.Database.GetPendingMigrationsAsync(cancellation)];
        if (pending.Count > 0)
        {
            await db.Database.MigrateAsync(cancellation);
            logger.Migrated(pending.Count);
        }

        // After every migration: one that makes a table anew loses its triggers.
        await db.Database.ExecuteSqlRawAsync(database.IsShared ? Revision.Postgres : Revision.Sqlite, cancellation);
    }
}
