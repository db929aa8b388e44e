using CareConnect.Hub.Clinic;
using CareConnect.Hub.Storage;
using CareConnect.Hub.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Tests.Storage;

/// <summary>What happens before the program listens.</summary>
public sealed class StartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("start").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Processes_that_start_together_bring_one_database_up_to_date()
    {
        IHost[] hosts = [.. Enumerable.Range(0, 4).Select(_ => Program(demo: true))];
        await Task.WhenAll(hosts.Select(host => host.PrepareCareConnect(Stop)));

        Assert.All(hosts, host => Assert.Equal(1, host.Services.GetRequiredService<Readers>().Read(sql => sql.Number("SELECT COUNT(*) FROM Clinic"))));
        foreach (IHost host in hosts)
            host.Dispose();
    }

    [Fact]
    public async Task A_lock_that_a_killed_process_left_behind_holds_up_nobody()
    {
        // As it stands while a migration runs: the first one had not been finished.
        using (SqliteConnection connection = new SqliteDatabase(folder).Open())
        {
            var sql = new Sql(connection);
            sql.Execute("CREATE TABLE \"__EFMigrationsLock\" (\"Id\" INTEGER PRIMARY KEY, \"Timestamp\" TEXT NOT NULL)");
            sql.Execute("INSERT INTO __EFMigrationsLock VALUES (1, '2026-01-01')");
        }

        using IHost second = Program(demo: true);
        await second.PrepareCareConnect(Stop).WaitAsync(TimeSpan.FromSeconds(60), Stop);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_database_stays_in_its_mode(bool demo)
    {
        using (IHost first = Program(demo))
            await first.PrepareCareConnect(Stop);
        using IHost other = Program(!demo);

        OtherModeException refused = await Assert.ThrowsAsync<OtherModeException>(() => other.PrepareCareConnect(Stop));
        Assert.Contains("care.db", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_is_flushed_at_every_commit()
    {
        using IHost host = Program(demo: true);
        await host.PrepareCareConnect(Stop);
        var writer = host.Services.GetRequiredService<WriterQueue>();

        // 2 is FULL: in write-ahead mode the log reaches the disk before a commit returns.
        Assert.Equal(2, await writer.Run(tx => tx.Number("PRAGMA synchronous")));
        Assert.Equal("wal", await writer.Run(tx => tx.Text("PRAGMA journal_mode")));
    }

    [Fact]
    [System.Runtime.Versioning.SupportedOSPlatform("linux")]
    public async Task Only_the_owner_reads_the_demos_set_up_code()
    {
        using IHost host = Program(demo: true);
        await host.PrepareCareConnect(Stop);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "setup-code")));
    }

    [Fact]
    public async Task A_real_clinics_code_is_in_no_file()
    {
        using IHost host = Program(demo: false);
        await host.PrepareCareConnect(Stop);

        Assert.False(File.Exists(Path.Combine(folder, "setup-code")));
        Assert.Equal(32, host.Services.GetRequiredService<Readers>().Read(sql => sql.Bytes("SELECT SetupCodeHash FROM Clinic"))!.Length);
    }

    private IHost Program(bool demo)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("Data", folder), new("Demo", demo.ToString())]);
        builder.Services.AddCareConnectHub(builder.Configuration);
        return builder.Build();
    }
}
