using System.Security.Cryptography;
using System.Text;
using CareConnect.Hub.Storage;
using Microsoft.EntityFrameworkCore;

namespace CareConnect.Hub.Clinic;

/// <summary>The one-time code that lets the first administrator in. Shown on the console, stored as its hash.</summary>
public static class SetupCode
{
    private const string Alphabet = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

    /// <summary>The demo's founding reads the code from this file in the data folder; nobody types it.</summary>
    public const string DemoFile = "setup-code";

    /// <summary>Makes sure of the clinic's one row, and that it is of the right mode.</summary>
    /// <returns>A fresh code while nobody has set the clinic up; null after.</returns>
    /// <exception cref="OtherModeException">A demo's database in real use, or a real one in a demo.</exception>
    internal static async Task<string?> Prepare(IDbContextFactory<ClinicDb> factory, Database database, bool demo, CancellationToken cancellation)
    {
        await using ClinicDb db = await factory.CreateDbContextAsync(cancellation);
        ClinicSettings? clinic = await db.Clinic.SingleOrDefaultAsync(cancellation);
        if (clinic is null)
            db.Clinic.Add(clinic = new ClinicSettings { Demo = demo });
        if (clinic.Demo != demo)
        {
            throw new OtherModeException(clinic.Demo
                ? $"{database.Name} is a demo clinic's. Start it as a demo, or give another folder with --data."
                : $"{database.Name} is a real clinic's. Start it with --no-demo, or give another folder with --data.");
        }

        string? code = clinic.Founder is null ? NewCode() : null;
        if (code is not null)
            clinic.SetupCodeHash = HashOf(code);
        await db.SaveChangesAsync(cancellation);
        string file = Path.Combine(database.Folder, DemoFile);
        File.Delete(file);
        if (code is not null && demo)
            await Write(file, code, cancellation);
        return code;
    }

    /// <summary>Spaces, hyphens and case do not matter.</summary>
    internal static byte[] HashOf(string code) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(new string([.. code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)])));

    // 16 of 30 characters: 78 bits.
    private static string NewCode()
    {
        string code = RandomNumberGenerator.GetString(Alphabet, 16);
        return $"{code[..4]}-{code[4..8]}-{code[8..12]}-{code[12..]}";
    }

    private static async Task Write(string file, string code, CancellationToken cancellation)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var stream = new FileStream(file, options);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(code), cancellation);
    }
}
