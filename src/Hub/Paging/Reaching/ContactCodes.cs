using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Paging.Reaching;

/// <summary>Codes that prove that a way reaches its person: six digits, kept hashed, for ten minutes and five guesses.</summary>
internal static class ContactCodes
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public const int Guesses = 5;

    /// <summary>Codes one person may ask for in an hour.</summary>
    public const int PerHour = 20;

    private const int SaltSize = 16;

    // Slow, because there are only a million codes to try for who has stolen the database.
    private const int Rounds = 100_000;

    /// <summary>A code with what is kept of it. Made outside the writer.</summary>
    public static (string Code, byte[] Salt, byte[] Hash) Make()
    {
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        var salt = RandomNumberGenerator.GetBytes(SaltSize);
        return (code, salt, Hash(code, salt));
    }

    /// <summary>Keeps a code in place of the one before. False: this person asked for as many as they may.</summary>
    public static bool Keep(WriteTransaction tx, string person, Guid method, byte[] salt, byte[] hash, DateTimeOffset now)
    {
        var hourAgo = (now - TimeSpan.FromHours(1)).ToUnixTimeMilliseconds();
        tx.Execute(
            """
            INSERT INTO ContactChecks (Person, StartedAt, Sends, SendsSince) VALUES (?1, 0, 0, ?2)
            ON CONFLICT (Person) DO UPDATE SET Sends = 0, SendsSince = ?2 WHERE ContactChecks.SendsSince <= ?3 OR ContactChecks.SendsSince > ?2
            """,
            person, now.ToUnixTimeMilliseconds(), hourAgo);
        if (tx.Execute("UPDATE ContactChecks SET Sends = Sends + 1 WHERE Person = ?1 AND Sends < ?2", person, PerHour) == 0) return false;
        tx.Execute(
            """
            INSERT INTO ContactCodes (Method, Salt, Hash, ExpiresAt, Wrong) VALUES (?1, ?2, ?3, ?4, 0)
            ON CONFLICT (Method) DO UPDATE SET Salt = ?2, Hash = ?3, ExpiresAt = ?4, Wrong = 0
            """,
            method, salt, hash, (now + Lifetime).ToUnixTimeMilliseconds());
        return true;
    }

    /// <summary>What was typed, hashed as the method's code is; null when it has none. Outside the writer, for it is slow.</summary>
    public static TypedCode? Typed(Sql sql, Guid method, string? typed)
    {
        if (sql.Bytes("SELECT Salt FROM ContactCodes WHERE Method = ?1", method) is not { } salt) return null;
        var digits = string.Concat((typed ?? "").Where(char.IsAsciiDigit).Take(7));
        return new TypedCode(salt, Hash(digits, salt));
    }

    /// <summary>Whether this is the code; a right one is used up, a wrong one counted.</summary>
    public static WayError? Try(WriteTransaction tx, Guid method, TypedCode? typed, DateTimeOffset now)
    {
        var kept = tx.First(
            "SELECT Salt, Hash, ExpiresAt, Wrong FROM ContactCodes WHERE Method = ?1",
            row => new Kept((byte[])row[0], (byte[])row[1], row.GetInt64(2), row.GetInt32(3)),
            method);
        var left = kept is null ? TimeSpan.Zero : DateTimeOffset.FromUnixTimeMilliseconds(kept.ExpiresAt) - now;
        if (kept is null || typed is null || left <= TimeSpan.Zero || left > Lifetime || kept.Wrong >= Guesses) return WayError.CodeOver;

        // Another code was sent meanwhile: this one was for the one before.
        if (!typed.Salt.AsSpan().SequenceEqual(kept.Salt)) return WayError.WrongCode;
        if (!CryptographicOperations.FixedTimeEquals(typed.Hash, kept.Hash))
        {
            tx.Execute("UPDATE ContactCodes SET Wrong = Wrong + 1 WHERE Method = ?1", method);
            return WayError.WrongCode;
        }

        tx.Execute("DELETE FROM ContactCodes WHERE Method = ?1", method);
        return null;
    }

    private static byte[] Hash(string code, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.ASCII.GetBytes(code), salt, Rounds, HashAlgorithmName.SHA256, 32);

    private sealed record Kept(byte[] Salt, byte[] Hash, long ExpiresAt, int Wrong);
}

/// <summary>A guess at a code, as it is compared.</summary>
internal sealed record TypedCode(byte[] Salt, byte[] Hash);
