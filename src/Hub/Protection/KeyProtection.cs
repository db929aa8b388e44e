using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CareConnect.Hub.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CareConnect.Hub.Protection;

/// <summary>
/// With what the clinic's Data Protection keys are encrypted in the database, section <c>DataProtection</c> of the settings: a
/// <c>Certificate</c>, or a <c>KeyFile</c>; without either, a key file in the data folder that the first start makes.
/// </summary>
internal sealed class KeyProtection
{
    public const string Section = "DataProtection", DefaultFile = "protection.key";

    private KeyProtection(string path, KeyFile? file, bool byCertificate) => (Path, File, ByCertificate) = (path, file, byCertificate);

    /// <summary>Where the key file is, or would be.</summary>
    public string Path { get; }

    /// <summary>Opens what was encrypted by it, and encrypts unless a certificate does. Null: there is none.</summary>
    public KeyFile? File { get; }

    public bool ByCertificate { get; }

    /// <summary>Keeps keys in the database, encrypted.</summary>
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var protection = services.AddDataProtection().SetApplicationName("CareConnect").PersistKeysToDbContext<ClinicDb>();

        // What cannot be read is said when the program prepares, as every other setting that stops the start.
        var (certificate, older, fault) = Certificates(section);
        if (certificate is not null) protection.ProtectKeysWithCertificate(certificate);
        if (older.Length > 0) protection.UnprotectKeysWithAnyCertificate(older);
        services.AddSingleton(provider => fault is null
            ? Open(section["KeyFile"], provider.GetRequiredService<Database>().Folder, certificate is not null)
            : throw new KeyProtectionException(fault));
        services.AddOptions<KeyManagementOptions>().Configure<KeyProtection>((options, keys) =>
        {
            if (!keys.ByCertificate) options.XmlEncryptor = new KeyFileEncryptor(keys.File!);
        });
    }

    private static KeyProtection Open(string? path, string folder, bool byCertificate)
    {
        var file = path ?? System.IO.Path.Combine(folder, DefaultFile);
        if (path is null && !byCertificate) KeyFile.Make(file);
        return new KeyProtection(file, path is null && !System.IO.File.Exists(file) ? null : KeyFile.Read(file), byCertificate);
    }

    private static (X509Certificate2? Newest, X509Certificate2[] Older, string? Fault) Certificates(IConfigurationSection section)
    {
        var password = section["CertificatePassword"];
        try
        {
            return (
                section["Certificate"] is { } newest ? Load(newest, password) : null,
                [.. (section.GetSection("OldCertificates").Get<string[]>() ?? []).Select(path => Load(path, password))],
                null);
        }
        catch (Exception unread) when (unread is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return (null, [], $"A certificate of the setting {Section} cannot be read: {unread.Message}");
        }
    }

    /// <summary>A PEM file with certificate and key, or a PKCS #12 file.</summary>
    private static X509Certificate2 Load(string path, string? password) =>
        System.IO.File.ReadAllBytes(path).AsSpan().StartsWith("-----"u8)
            ? password is null ? X509Certificate2.CreateFromPemFile(path) : X509Certificate2.CreateFromEncryptedPemFile(path, password)
            : X509CertificateLoader.LoadPkcs12FromFile(path, password);
}
