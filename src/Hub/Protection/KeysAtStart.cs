using System.Security.Cryptography;
using System.Xml.Linq;
using CareConnect.Hub.Paging;
using CareConnect.Hub.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CareConnect.Hub.Protection;

/// <summary>
/// Looks at the clinic's Data Protection keys before anything uses them. A key that cannot be opened would be passed over in
/// silence: everybody signed out, and no page reaching anybody's own addresses.
/// </summary>
internal static partial class KeysAtStart
{
    private static readonly XNamespace Xml = "http://schemas.asp.net/2015/03/dataProtection";

    /// <summary>Under the lock of the upgrade.</summary>
    /// <param name="forget">The key file or certificate is lost for good: go on without what it protected.</param>
    /// <exception cref="KeyProtectionException">Says what is missing.</exception>
    public static async Task Check(IServiceProvider services, bool forget, ILogger logger, CancellationToken cancellation)
    {
        var factory = services.GetRequiredService<IDbContextFactory<ClinicDb>>();
        await using var db = await factory.CreateDbContextAsync(cancellation);

        // (1) Every key opens, or the start ends here.
        var closed = services.GetRequiredService<IKeyManager>().GetAllKeys().Where(key => !Opens(key)).Select(key => key.KeyId).ToList();
        if (closed.Count > 0 && !forget) throw new KeyProtectionException(Missing(services.GetRequiredService<KeyProtection>()));
        if (closed.Count > 0) await Forget(db, closed, logger, cancellation);

        // (2) Keys that earlier versions kept in the clear are encrypted.
        if (services.GetRequiredService<IOptions<KeyManagementOptions>>().Value.XmlEncryptor is { } encryptor)
        {
            var rows = await db.DataProtectionKeys.ToListAsync(cancellation);
            var count = rows.Count(row => Encrypt(row, encryptor));
            await db.SaveChangesAsync(cancellation);
            if (count > 0) Encrypted(logger, count);
        }

        // (3) The first key is made here, once, and not by each process that starts.
        services.GetDataProtector("CareConnect.Start").Protect([]);
    }

    private static bool Opens(IKey key)
    {
        try
        {
            return key.Descriptor is not null;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static bool Encrypt(DataProtectionKey row, IXmlEncryptor encryptor)
    {
        if (row.Xml is null) return false;
        var key = XElement.Parse(row.Xml);
        var clear = key.Descendants().Where(element => (bool?)element.Attribute(Xml + "requiresEncryption") == true).ToList();
        foreach (var element in clear)
        {
            element.Attribute(Xml + "requiresEncryption")!.Remove();
            var encrypted = encryptor.Encrypt(element);
            element.ReplaceWith(new XElement(
                Xml + "encryptedSecret", new XAttribute("decryptorType", encrypted.DecryptorType.AssemblyQualifiedName!), encrypted.EncryptedElement));
        }

        if (clear.Count > 0) row.Xml = key.ToString(SaveOptions.DisableFormatting);
        return clear.Count > 0;
    }

    private static async Task Forget(ClinicDb db, List<Guid> closed, ILogger logger, CancellationToken cancellation)
    {
        var names = closed.Select(id => $"key-{id:D}").ToList();
        await db.DataProtectionKeys.Where(row => names.Contains(row.FriendlyName!)).ExecuteDeleteAsync(cancellation);
        await db.Set<StoredPushKey>().ExecuteDeleteAsync(cancellation);
        await db.Set<StoredContactMethod>().ExecuteDeleteAsync(cancellation);
        Forgotten(logger, closed.Count);
    }

    private static string Missing(KeyProtection protection) =>
        $"""
        This clinic's keys for sessions and addresses cannot be opened. {(protection.ByCertificate
            ? "They were encrypted with another certificate: name it in DataProtection:OldCertificates."
            : $"They were encrypted with another key than that of {protection.Path}: put the clinic's key file there, or name it with DataProtection:KeyFile. All nodes of a clinic have the same one.")}
        If it is lost for good, start once with --DataProtection:Forget true: everybody signs in again and proves their ways of being paged anew. Messages are not touched by this.
        """;

    [LoggerMessage(1, LogLevel.Information, "Encrypted {Count} keys of Data Protection that were kept in the clear")]
    private static partial void Encrypted(ILogger logger, int count);

    [LoggerMessage(2, LogLevel.Warning, "Forgot {Count} keys of Data Protection that cannot be opened, and what they protected")]
    private static partial void Forgotten(ILogger logger, int count);
}
