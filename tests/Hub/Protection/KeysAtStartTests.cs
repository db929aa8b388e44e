using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CareConnect.Hub.Protection;
using CareConnect.Hub.Storage;
using CareConnect.Hub.Storage.Sqlite;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Tests.Protection;

/// <summary>The keys of sessions and addresses: in the database, closed, and open to this clinic alone.</summary>
public sealed class KeysAtStartTests : IDisposable
{
    private static readonly byte[] Secret = [1, 2, 3];

    private readonly string folder = Directory.CreateTempSubdirectory("keys").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string DefaultFile => Path.Combine(folder, "protection.key");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_first_start_makes_a_key_file_that_only_its_owner_reads()
    {
        var kept = await Protected();

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(DefaultFile));
        Assert.Equal(["protection.key"], Directory.GetFiles(folder, "protection*").Select(Path.GetFileName));
        Assert.Equal(Secret, await Opened(kept));
    }

    [Fact]
    public async Task No_key_lies_in_the_database_in_the_clear()
    {
        await Protected();

        var row = Assert.Single(await Rows());
        Assert.Contains("KeyFileDecryptor", row, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_that_an_earlier_version_left_in_the_clear_are_encrypted_and_open_what_they_protected()
    {
        await using (var db = new ClinicDb(new DbContextOptionsBuilder<ClinicDb>().UseSqlite(new SqliteDatabase(folder).ConnectionString).Options))
            await db.Database.MigrateAsync(Stop);
        byte[] kept;
        var earlier = new ServiceCollection();
        earlier.AddDbContext<ClinicDb>(options => options.UseSqlite(new SqliteDatabase(folder).ConnectionString));
        earlier.AddDataProtection().SetApplicationName("CareConnect").PersistKeysToDbContext<ClinicDb>();
        await using (var services = earlier.BuildServiceProvider()) kept = services.GetDataProtector("test").Protect(Secret);
        Assert.Contains("masterKey", Assert.Single(await Rows()), StringComparison.Ordinal);

        Assert.Equal(Secret, await Opened(kept));
        Assert.DoesNotContain("masterKey", Assert.Single(await Rows()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_clinics_key_file_the_program_does_not_start_and_says_which_one()
    {
        await Protected();
        File.Delete(DefaultFile);

        var refused = await Assert.ThrowsAsync<KeyProtectionException>(Start);
        Assert.Contains(DefaultFile, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_was_changed_in_the_database_stops_the_start()
    {
        await Protected();
        using (var connection = new SqliteDatabase(folder).Open())
        {
            new Sql(connection).Execute("UPDATE DataProtectionKeys SET Xml = REPLACE(Xml, 'tag=\"', 'tag=\"AAAA')");
            // The tag keeps its length: four characters more in front, four fewer behind.
            var xml = new Sql(connection).Text("SELECT Xml FROM DataProtectionKeys")!;
            var end = xml.IndexOf('"', xml.IndexOf("tag=\"", StringComparison.Ordinal) + 5);
            new Sql(connection).Execute("UPDATE DataProtectionKeys SET Xml = ?1", string.Concat(xml.AsSpan(0, end - 8), xml.AsSpan(end - 4)));
        }

        await Assert.ThrowsAsync<KeyProtectionException>(Start);
    }

    [Fact]
    public async Task Who_has_lost_the_key_file_for_good_can_start_anew_with_what_it_protected_forgotten()
    {
        var kept = await Protected();
        using (var connection = new SqliteDatabase(folder).Open())
        {
            new Sql(connection).Execute(
                "INSERT INTO ContactMethods (Id, Person, Way, Address, Language, AddedAt) VALUES (?1, 'dana', 'sms', ?2, 'en', 0)",
                Guid.CreateVersion7(DateTimeOffset.UnixEpoch), kept);
        }

        File.Delete(DefaultFile);
        using (var host = await Start(("DataProtection:Forget", "true")))
        {
            Assert.Throws<CryptographicException>(() => host.Services.GetDataProtector("test").Unprotect(kept));
            Assert.False(host.Services.GetRequiredService<Readers>().Read(sql => sql.Any("SELECT 1 FROM ContactMethods")));
        }

        using var after = await Start();
        Assert.Single(after.Services.GetRequiredService<IKeyManager>().GetAllKeys());
    }

    [Fact]
    public async Task A_new_key_goes_on_top_of_the_file_and_the_old_one_still_opens()
    {
        var kept = await Protected();
        var old = await File.ReadAllTextAsync(DefaultFile, Stop);
        await File.WriteAllTextAsync(DefaultFile, Convert.ToBase64String(new byte[32]) + "\n" + old, Stop);

        using (var host = await Start())
        {
            Assert.Equal(Secret, host.Services.GetDataProtector("test").Unprotect(kept));
            host.Services.GetRequiredService<IKeyManager>().CreateNewKey(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);
        }

        // The old line alone does not open what was made since.
        await File.WriteAllTextAsync(DefaultFile, old, Stop);
        await Assert.ThrowsAsync<KeyProtectionException>(Start);
    }

    [Theory]
    [InlineData("")]
    [InlineData("c2hvcnQ=")]
    [InlineData("no Base64 at all")]
    public async Task A_file_that_holds_no_key_is_said_to_hold_none(string text)
    {
        var file = Path.Combine(folder, "own.key");
        await File.WriteAllTextAsync(file, text, Stop);

        var refused = await Assert.ThrowsAsync<KeyProtectionException>(() => Start(("DataProtection:KeyFile", file)));
        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_file_that_was_named_is_never_made()
    {
        var file = Path.Combine(folder, "absent.key");

        await Assert.ThrowsAsync<KeyProtectionException>(() => Start(("DataProtection:KeyFile", file)));
        Assert.False(File.Exists(file));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_certificate_encrypts_instead_of_a_file(bool pem)
    {
        var (first, second) = (Certificate("first", pem), Certificate("second", pem));
        var kept = await Protected(("DataProtection:Certificate", first), ("DataProtection:CertificatePassword", "open sesame"));
        Assert.False(File.Exists(DefaultFile));
        Assert.DoesNotContain("masterKey", Assert.Single(await Rows()), StringComparison.Ordinal);

        // Another one opens nothing, until the old one is named beside it.
        await Assert.ThrowsAsync<KeyProtectionException>(() => Start(
            ("DataProtection:Certificate", second), ("DataProtection:CertificatePassword", "open sesame")));
        Assert.Equal(Secret, await Opened(kept,
            ("DataProtection:Certificate", second), ("DataProtection:CertificatePassword", "open sesame"), ("DataProtection:OldCertificates:0", first)));
    }

    [Fact]
    public async Task What_a_file_encrypted_opens_beside_a_certificate()
    {
        var kept = await Protected();

        Assert.Equal(Secret, await Opened(kept,
            ("DataProtection:Certificate", Certificate("newer", pem: true)), ("DataProtection:CertificatePassword", "open sesame")));
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_read_is_said_in_words()
    {
        var refused = await Assert.ThrowsAsync<KeyProtectionException>(() => Start(("DataProtection:Certificate", Path.Combine(folder, "absent.pem"))));
        Assert.Contains("absent.pem", refused.Message, StringComparison.Ordinal);
    }

    private async Task<byte[]> Protected(params (string Key, string Value)[] settings)
    {
        using var host = await Start(settings);
        return host.Services.GetDataProtector("test").Protect(Secret);
    }

    private async Task<byte[]> Opened(byte[] kept, params (string Key, string Value)[] settings)
    {
        using var host = await Start(settings);
        return host.Services.GetDataProtector("test").Unprotect(kept);
    }

    private Task<IHost> Start() => Start([]);

    private async Task<IHost> Start(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(
            [new("Data", folder), new("Demo", "true"), .. settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))]);
        builder.Services.AddCareConnectHub(builder.Configuration);
        var host = builder.Build();
        try
        {
            await host.PrepareCareConnect(Stop);
            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    private async Task<List<string>> Rows()
    {
        await using var db = new ClinicDb(new DbContextOptionsBuilder<ClinicDb>().UseSqlite(new SqliteDatabase(folder).ConnectionString).Options);
        return await db.DataProtectionKeys.Select(row => row.Xml!).ToListAsync(Stop);
    }

    private string Certificate(string name, bool pem)
    {
        using var key = RSA.Create(2048);
        using var made = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);
        var file = Path.Combine(folder, name);
        if (pem)
        {
            var parameters = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10_000);
            File.WriteAllText(file, $"{made.ExportCertificatePem()}\n{key.ExportEncryptedPkcs8PrivateKeyPem("open sesame", parameters)}\n");
        }
        else
        {
            File.WriteAllBytes(file, made.Export(X509ContentType.Pkcs12, "open sesame"));
        }

        return file;
    }
}
