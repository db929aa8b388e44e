using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CareConnect.Hub.Storage.Postgres;

/// <summary>
/// The same model on PostgreSQL. Names are in lower case, so that a statement needs no quotation marks; text is ordered by its bytes,
/// as SQLite does it.
/// </summary>
internal sealed class PostgresDb(DbContextOptions options) : ClinicDb(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        foreach (IMutableEntityType entity in builder.Model.GetEntityTypes())
        {
            if (entity.IsMappedToJson())
            {
                if (entity.GetContainerColumnName() is { } container)
                    entity.SetContainerColumnName(Lower(container));
                continue;
            }

            entity.SetTableName(Lower(entity.GetTableName()!));
            foreach (IMutableProperty property in entity.GetProperties())
            {
                property.SetColumnName(Lower(property.GetColumnName()));
                if (property.ClrType == typeof(string))
                    property.SetCollation("C");
            }

            foreach (IMutableKey key in entity.GetKeys())
                key.SetName(Lower(key.GetName()!));
            foreach (IMutableForeignKey key in entity.GetForeignKeys())
                key.SetConstraintName(Lower(key.GetConstraintName()!));
            foreach (IMutableIndex index in entity.GetIndexes())
                index.SetDatabaseName(Lower(index.GetDatabaseName()!));
        }
    }

#pragma warning disable CA1308 // PostgreSQL folds names to lower case, not to upper case.
    private static string Lower(string name) => name.ToLowerInvariant();
#pragma warning restore CA1308

    /// <summary>For <c>dotnet ef migrations add Name --project src/Hub --context PostgresDb -o Storage/Postgres/Migrations</c>.</summary>
    private sealed class DesignTime : IDesignTimeDbContextFactory<PostgresDb>
    {
        public PostgresDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql("Host=design").Options);
    }
}
