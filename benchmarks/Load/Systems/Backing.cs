using System.Diagnostics;
using System.Globalization;

namespace CareConnect.Load.Systems;

/// <summary>Databases and brokers from Debian's packages, each with its own settings but for the ones named here.</summary>
internal static class Backing
{
    // PostgreSQL and ejabberd will not run as root.
    private const string User = "postgres";

    public static async Task<(ServerProcess Process, int Port)> Redis(string folder)
    {
        var port = ServerProcess.FreePort();
        var process = ServerProcess.Start(
            folder, Path.Combine(folder, "redis.log"), null,
            "redis-server", "--port", Text(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no");
        await process.Listens(port);
        return (process, port);
    }

    /// <summary>Starts the cluster in this folder, and makes it if there is none. Everything is flushed, as by default.</summary>
    public static async Task<(ServerProcess Process, int Port)> Postgres(string folder, string cluster)
    {
        var port = ServerProcess.FreePort();
        if (!Directory.Exists(cluster))
        {
            Directory.CreateDirectory(cluster);
            if (Environment.IsPrivilegedProcess) await Run("chown", User, cluster);
            await Run([.. As(), Tool("initdb"), "-D", cluster, "-U", User, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]);
        }

        var process = ServerProcess.Start(
            folder, Path.Combine(folder, "postgres.log"), null,
            [.. As(), Tool("postgres"), "-D", cluster, "-p", Text(port), "-c", "listen_addresses=127.0.0.1", "-c", $"unix_socket_directories=", "-c", "shared_buffers=512MB", "-c", "max_connections=200"]);
        await process.Until("PostgreSQL takes connections", TimeSpan.FromMilliseconds(100), () => Task.FromResult(Succeeds(Tool("pg_isready"), "-h", "127.0.0.1", "-p", Text(port))));
        return (process, port);
    }

    public static string Connection(int port, string database) => $"Host=127.0.0.1;Port={port};Username={User};Database={database}";

    public static Task SqlFile(int port, string database, string file) =>
        Run(Tool("psql"), "-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", Text(port), "-U", User, "-d", database, "-f", file);

    /// <summary>The one number that a query answers with.</summary>
    public static async Task<long> Count(int port, string database, string query) => long.Parse(
        await Run(Tool("psql"), "-At", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", Text(port), "-U", User, "-d", database, "-c", query), CultureInfo.InvariantCulture);

    private static string[] As() =>
        Environment.IsPrivilegedProcess ? ["setpriv", $"--reuid={User}", $"--regid={User}", "--clear-groups"] : [];

    // Debian keeps the tools of each version in a folder of their own; the newest is taken.
    private static string Tool(string name) =>
        Directory.EnumerateDirectories("/usr/lib/postgresql").OrderBy(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin", name)).Last();

    private static bool Succeeds(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private static async Task<string> Run(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{command[0]} failed:\n{await output}{await error}");
        return await output;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
