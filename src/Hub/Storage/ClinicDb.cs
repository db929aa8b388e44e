using CareConnect.Hub.Accounts;
using CareConnect.Hub.Circles;
using CareConnect.Hub.Clinic;
using CareConnect.Hub.Conversations;
using CareConnect.Hub.Invitations;
using CareConnect.Hub.Keys;
using CareConnect.Hub.Reports;
using CareConnect.Hub.Rules;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CareConnect.Hub.Storage;

/// <summary>The clinic's database. What must be one transaction with a message, or that only one may win, goes through <see cref="WriterQueue"/>.</summary>
public class ClinicDb : IdentityUserContext<Account, Guid>, IDataProtectionKeyContext
{
    public ClinicDb(DbContextOptions<ClinicDb> options)
        : base(options)
    {
    }

    private protected ClinicDb(DbContextOptions options)
        : base(options)
    {
    }

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<ClinicSettings> Clinic => Set<ClinicSettings>();

    public DbSet<TeamAttribute> TeamAttributes => Set<TeamAttribute>();

    public DbSet<StoredCard> Cards => Set<StoredCard>();

    public DbSet<StoredKeyring> Keyrings => Set<StoredKeyring>();

    public DbSet<StoredWrap> Wraps => Set<StoredWrap>();

    public DbSet<StoredVouch> Vouches => Set<StoredVouch>();

    public DbSet<StoredCircle> Circles => Set<StoredCircle>();

    public DbSet<StoredMember> CircleMembers => Set<StoredMember>();

    public DbSet<StoredCopy> Copies => Set<StoredCopy>();

    public DbSet<StoredEntry> Entries => Set<StoredEntry>();

    public DbSet<StoredOpened> Opened => Set<StoredOpened>();

    public DbSet<StoredAccess> AccessLog => Set<StoredAccess>();

    public DbSet<StoredReport> Reports => Set<StoredReport>();

    public DbSet<StoredPack> RulePacks => Set<StoredPack>();

    public DbSet<StoredInvitation> Invitations => Set<StoredInvitation>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>Version 3 has the tables of passkeys.</summary>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(ClinicDb).Assembly);
    }

    private sealed class UnixMilliseconds()
        : ValueConverter<DateTimeOffset, long>(t => t.ToUnixTimeMilliseconds(), ms => DateTimeOffset.FromUnixTimeMilliseconds(ms));

    /// <summary>For <c>dotnet ef migrations add Name --project src/Hub --context ClinicDb -o Storage/Migrations</c>.</summary>
    private sealed class DesignTime : IDesignTimeDbContextFactory<ClinicDb>
    {
        public ClinicDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<ClinicDb>().UseSqlite("Data Source=design.db").Options);
    }
}
