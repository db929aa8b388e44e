using CareConnect.Hub.Storage;
using Microsoft.EntityFrameworkCore;

namespace CareConnect.Web.Languages;

/// <summary>The clinic's own time, for words on pages.</summary>
public sealed class ClinicClock(IDbContextFactory<ClinicDb> factory, TimeProvider clock)
{
    public async Task<ClinicTime> Now(CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var zone = await db.Clinic.AsNoTracking().Select(clinic => clinic.TimeZone).SingleOrDefaultAsync(cancellation);
        return new(zone is null ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(zone), clock.GetUtcNow());
    }
}
