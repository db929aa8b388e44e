using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CareConnect.Domain.Rules;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Rules;

/// <summary>Rule packs in the database.</summary>
internal static partial class PackStore
{
    public static string HashOf(string document) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));

    /// <summary>The stored pack that is in force, or null while it is the program's own.</summary>
    public static string? VersionInForce(Sql sql) => sql.Text("SELECT Version FROM RulePacks ORDER BY Number DESC LIMIT 1");

    public static string? DocumentOf(Sql sql, string version) => sql.Text("SELECT Document FROM RulePacks WHERE Version = ?1", version);

    /// <summary>Reads a document that somebody wants to put in force: its version must be free, too.</summary>
    public static PackResult Read(Sql sql, string document)
    {
        if (PackDocument.Read(document) is not PackRead read) return PackDocument.Read(document);
        var version = read.Pack.Version;
        return PackDocument.MayBeCalled(version) && DocumentOf(sql, version) is null
            ? read
            : new PackRefused([new VersionTaken(LineOfVersion(document), version)]);
    }

    /// <summary>Puts a pack in force from now on, with its time zone as the clinic's. The document was read before.</summary>
    public static void PutInForce(WriteTransaction tx, RulePack pack, string document, Guid? by, DateTimeOffset now)
    {
        var zone = pack.Calendar.Zone.Id;
        tx.Execute(
            """
            INSERT INTO RulePacks (Number, Version, Document, Hash, TimeZone, "by", InForceFrom)
            VALUES ((SELECT COALESCE(MAX(Number), 0) + 1 FROM RulePacks), ?1, ?2, ?3, ?4, ?5, ?6)
            """,
            pack.Version, document, HashOf(document), zone, by, now.ToUnixTimeMilliseconds());
        tx.Execute("UPDATE Clinic SET TimeZone = ?1", zone);
    }

    private static int LineOfVersion(string document) =>
        document[..VersionMember().Match(document).Index].Count(letter => letter == '\n') + 1;

    [GeneratedRegex("\"version\"\\s*:")]
    private static partial Regex VersionMember();
}
