using CareConnect.Client;
using CareConnect.Hub.Backup;
using CareConnect.Hub.Storage;
using CareConnect.Hub.Storage.Sqlite;
using CareConnect.Protocol;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Tests.Backup;

/// <summary>A clinic that is copied while it works, and copies that are not what they should be.</summary>
[Collection(nameof(RunningClinic))]
public sealed class BackupTests : IDisposable
{
    private readonly RunningClinic clinic;
    private readonly string folder = Directory.CreateTempSubdirectory("backup").FullName;
    private readonly IHost live;

    public BackupTests(RunningClinic clinic)
    {
        this.clinic = clinic;
        // Whichever store it is in.
        live = Program(clinic.Folder, clinic.Get<IConfiguration>().GetConnectionString("Clinic"));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Made => Path.Combine(folder, "made");

    private string Other => Path.Combine(folder, "other");

    public void Dispose()
    {
        live.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_backup_of_a_clinic_that_works_is_a_clinic_that_goes_on_from_there()
    {
        Conversation hers = await clinic.Maya.StartThread(clinic.Team);
        Assert.Null((await hers.Send("Before the backup")).Error);

        CopyReport report = await live.Backup(Made, Stop);

        Assert.Empty(report.Chains.Faults);
        Assert.True(report.Chains.Entries > 2);
        Assert.Equal(report.Ledger.Tables["entries"].Rows, report.Chains.Entries);
        File.Copy(Path.Combine(clinic.Folder, "protection.key"), Path.Combine(Made, "protection.key"));
        await using var restored = new RunningClinic.Host(Made, ("ConnectionStrings:Clinic", $"Data Source={Path.Combine(Made, "care.db")}"));
        await using var mayas = new CareHubConnection(restored.Address, clinic.Maya.Api.AccessToken!, clinic.Maya.Keys.Device.Key.PublicKey.ToArray());
        Assert.Null((await mayas.Start(Stop)).Error);
        EntriesReply here = await clinic.Maya.Hub.Since(hers.Circle.ToString(), 0);
        EntriesReply there = await mayas.Since(hers.Circle.ToString(), 0);
        Assert.Equal(here.Entries.Select(entry => (entry.Number, Convert.ToHexString(entry.Bytes))), there.Entries.Select(entry => (entry.Number, Convert.ToHexString(entry.Bytes))));
    }

    [Fact]
    [System.Runtime.Versioning.SupportedOSPlatform("linux")]
    public async Task A_backup_is_restored_as_it_was_and_is_its_owners_alone()
    {
        CopyReport made = await live.Backup(Made, Stop);
        using IHost restored = Program(Other);

        CopyReport report = await restored.Restore(Made, Stop);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Made));
        Assert.Empty(made.Ledger.Differences(report.Ledger));
        Assert.Empty(made.Ledger.Differences((await restored.Verify(Stop)).Ledger));
    }

    [Theory]
    [InlineData("UPDATE Entries SET Bytes = CAST(Bytes || x'00' AS BLOB) WHERE Number = 1", "entry 1 is not what its hash says")]
    [InlineData("DELETE FROM Entries WHERE Number = 1", "entry 1 is missing")]
    [InlineData("DELETE FROM Entries WHERE (Circle, Number) IN (SELECT Id, Last FROM Circles)", "its log ends at")]
    [InlineData("UPDATE Circles SET LastHash = zeroblob(32)", "its last hash is another one")]
    public async Task A_log_that_was_changed_is_found_and_never_restored(string change, string fault)
    {
        await live.Backup(Made, Stop);
        Change(Made, change);
        using IHost damaged = Program(Made);
        using IHost target = Program(Other);

        CopyReport found = await damaged.Verify(Stop);
        var refused = await Assert.ThrowsAsync<CopyException>(() => target.Restore(Made, Stop));

        Assert.Contains(found.Chains.Faults, each => each.Contains(fault, StringComparison.Ordinal));
        Assert.Contains(fault, refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Other, "care.db")));
        // A damaged clinic is still better backed up than not at all.
        Assert.NotEmpty((await damaged.Backup(Other, Stop)).Chains.Faults);
    }

    [Theory]
    [InlineData("UPDATE Accounts SET Enabled = 0", "accounts")]
    [InlineData("DELETE FROM Sessions", "sessions")]
    [InlineData("UPDATE Copies SET Epoch = Epoch + 100", "copies")]
    public async Task Any_row_that_was_changed_since_the_backup_is_found(string change, string table)
    {
        await live.Backup(Made, Stop);
        Change(Made, change);
        using IHost target = Program(Other);

        var refused = await Assert.ThrowsAsync<CopyException>(() => target.Restore(Made, Stop));

        Assert.Contains(table, refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<CopyException>(() => target.Restore(Made, Stop));
        Assert.Equal(0, (await target.Verify(Stop)).Ledger.Rows);
    }

    [Fact]
    public async Task Nothing_is_restored_over_a_clinic()
    {
        await live.Backup(Made, Stop);
        using IHost target = Program(Other);
        await target.PrepareCareConnect(Stop);
        Ledger before = (await target.Verify(Stop)).Ledger;

        var refused = await Assert.ThrowsAsync<CopyException>(() => target.Restore(Made, Stop));

        Assert.Contains("is not empty", refused.Message, StringComparison.Ordinal);
        Assert.Empty(before.Differences((await target.Verify(Stop)).Ledger));
    }

    [Fact]
    public async Task A_backup_gets_a_folder_of_its_own()
    {
        await live.Backup(Made, Stop);
        byte[] before = await File.ReadAllBytesAsync(Path.Combine(Made, "ledger.json"), Stop);

        await Assert.ThrowsAsync<CopyException>(() => live.Backup(Made, Stop));

        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(Made, "ledger.json"), Stop));
    }

    [Fact]
    public async Task Where_there_is_no_clinic_nothing_is_backed_up()
    {
        using IHost empty = Program(Other);

        await Assert.ThrowsAsync<CopyException>(() => empty.Backup(Made, Stop));

        Assert.Empty(Directory.GetFiles(Made));
    }

    private static void Change(string folder, string sql)
    {
        using var database = new SqliteDatabase(folder);
        using var connection = database.Open();
        var changed = new Sql(connection);
        changed.Execute("PRAGMA foreign_keys=OFF");
        Assert.True(changed.Execute(sql) > 0);
    }

    private static IHost Program(string folder, string? connection = null)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("Data", folder), new("Demo", "true"), new("ConnectionStrings:Clinic", connection)]);
        builder.Services.AddCareConnectHub(builder.Configuration);
        return builder.Build();
    }
}
