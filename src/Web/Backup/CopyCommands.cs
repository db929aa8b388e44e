using CareConnect.Hub.Backup;
using CareConnect.Hub.Storage;

namespace CareConnect.Web.Backup;

/// <summary>
/// The commands <c>backup --To DIR</c>, <c>restore --From DIR</c>, <c>move-to-postgres --To "Host=…"</c> and <c>verify</c>. Each looks at
/// what it made: 0 means that every row and every link of the logs was found as it should be.
/// </summary>
internal static class CopyCommands
{
    private static readonly string[] Names = ["backup", "restore", "move-to-postgres", "verify"];

    public static bool Has(string[] arguments) => arguments is [var name, ..] && Names.Contains(name);

    /// <returns>The exit code: 0, 1 when it was not done, 3 when logs are damaged.</returns>
    public static async Task<int> RunCopy(this IHost app, string[] arguments)
    {
        var settings = app.Services.GetRequiredService<IConfiguration>();
        try
        {
            var report = arguments[0] switch
            {
                "backup" => await app.Backup(Named(settings, "To", "a folder")),
                "restore" => await app.Restore(Named(settings, "From", "a folder")),
                "move-to-postgres" => await app.MoveToPostgres(Named(settings, "To", "\"Host=…;Database=…;Username=…\"")),
                _ => await app.Verify(),
            };
            return await Say(arguments[0], report);
        }
        catch (Exception refused) when (refused is CopyException or DatabaseSettingsException)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
    }

    private static async Task<int> Say(string command, CopyReport report)
    {
        var what = $"{report.Ledger.Rows} rows in {report.Ledger.Tables.Count} tables; {report.Chains.Entries} entries in the logs of {report.Chains.Circles} circles";
        await Console.Out.WriteLineAsync(command == "verify"
            ? $"{report.From}: {what}"
            : $"{report.From} was copied to {report.To} and compared: {what}");
        if (command == "backup")
            await Console.Out.WriteLineAsync("The key file of Data Protection is not in it: keep a copy of that apart, or everybody signs in anew after it is restored.");
        if (report.Chains.Faults.Count == 0)
        {
            await Console.Out.WriteLineAsync("Every hash holds.");
            return 0;
        }

        await Console.Error.WriteLineAsync("The logs are damaged:");
        foreach (var fault in report.Chains.Faults) await Console.Error.WriteLineAsync(fault);
        return 3;
    }

    private static string Named(IConfiguration settings, string key, string what) =>
        settings[key] is { Length: > 0 } value ? value : throw new CopyException($"Say where with --{key} and {what}.");
}
