using Microsoft.EntityFrameworkCore;

namespace CareConnect.Hub.Storage;

/// <summary>Contexts of whichever store the clinic is in.</summary>
internal sealed class ClinicDbFactory : IDbContextFactory<ClinicDb>
{
    private readonly Database database;
    private readonly DbContextOptions<ClinicDb> options;

    public ClinicDbFactory(Database database, IServiceProvider services)
    {
        this.database = database;
        var builder = new DbContextOptionsBuilder<ClinicDb>();
        builder.UseApplicationServiceProvider(services);
        database.Use(builder);
        options = builder.Options;
    }

    public ClinicDb CreateDbContext() => database.Context(options);
}
