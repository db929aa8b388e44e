using System.Security.Cryptography;
using CareConnect.Hub.Storage;
using Microsoft.AspNetCore.DataProtection;

namespace CareConnect.Hub.Paging.WebPush;

/// <summary>The clinic's key for push services: made once, kept protected, never logged.</summary>
internal sealed class PushKeys(WriterQueue writer, Readers readers, IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("CareConnect.Paging.PushKey");

    /// <summary>The browser's <c>applicationServerKey</c>.</summary>
    public async Task<byte[]> Public() => (await Stored()).Public;

    /// <exception cref="CryptographicException">The clinic's protecting keys do not open it.</exception>
    public async Task<ECDsa> Open()
    {
        var key = ECDsa.Create();
        try
        {
            var bytes = protector.Unprotect((await Stored()).Private);
            key.ImportPkcs8PrivateKey(bytes, out _);
            CryptographicOperations.ZeroMemory(bytes);
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    private async Task<StoredPushKey> Stored()
    {
        if (readers.Read(Find) is { } stored) return stored;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var kept = protector.Protect(key.ExportPkcs8PrivateKey());
        var known = PushEncryption.Uncompressed(key.ExportParameters(includePrivateParameters: false));
        return await writer.Run(tx =>
        {
            // The first one stays, whichever process made it.
            tx.Execute("INSERT INTO PushKey (Id, Private, Public) VALUES (1, ?1, ?2) ON CONFLICT DO NOTHING", kept, known);
            return Find(tx)!;
        });
    }

    private static StoredPushKey? Find(Sql sql) => sql.First(
        "SELECT Private, Public FROM PushKey", row => new StoredPushKey { Private = (byte[])row[0], Public = (byte[])row[1] });
}
