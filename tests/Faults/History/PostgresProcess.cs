using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CareConnect.Faults.Tests.History;

/// <summary>A real PostgreSQL server of Debian's, on a port of its own and with data that survive its being killed.</summary>
internal sealed class PostgresProcess : IDisposable
{
    /// <summary>Connections that it takes at most; few, so that they can be used up.</summary>
    public const int Connections = 60;

    private const string User = "postgres";
    private static readonly string? Binaries = Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(each => Path.Combine(each, "bin")).Where(each => File.Exists(Path.Combine(each, "initdb"))).Max()
        : null;

    private readonly ConcurrentQueue<string> log = new();
    private readonly string folder;
    private Process? process;

    public PostgresProcess()
    {
        Assert.SkipUnless(Binaries is not null, "PostgreSQL is not installed (apt-get install postgresql).");
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        folder = Path.Combine(Path.GetTempPath(), $"history-postgres-{Guid.CreateVersion7():N}");
        Run("/usr/bin/install", Environment.IsPrivilegedProcess ? ["-d", "-o", User, "-g", User, "-m", "700", folder] : ["-d", "-m", "700", folder]);
        var (binary, arguments) = AsUser("initdb", "-D", folder, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        Run(binary, arguments);
    }

    public int Port { get; }

    public string Log => string.Join('\n', log.TakeLast(40));

    /// <summary>How a node reaches it by way of <paramref name="port"/>.</summary>
    public static string Through(int port) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Database={User};Username={User};GSS Encryption Mode=Disable;SSL Mode=Disable");

    public async Task Start(CancellationToken stop)
    {
        while (true)
        {
            var ready = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            var (binary, arguments) = AsUser(
                "postgres", "-D", folder, "-p", Port.ToString(CultureInfo.InvariantCulture), "-k", folder, "-c", "listen_addresses=127.0.0.1",
                "-c", $"max_connections={Connections}", "-c", "shared_buffers=32MB");
            var start = new ProcessStartInfo(binary, arguments) { RedirectStandardError = true };
            process?.Dispose();
            process = Process.Start(start)!;
            process.ErrorDataReceived += (_, line) =>
            {
                if (line.Data is null)
                {
                    ready.TrySetResult(false);
                    return;
                }

                log.Enqueue(line.Data);
                if (line.Data.Contains("ready to accept connections", StringComparison.Ordinal)) ready.TrySetResult(true);
            };
            process.BeginErrorReadLine();
            if (await ready.Task.WaitAsync(TimeSpan.FromSeconds(60), stop)) return;
            // The processes of the one that was killed still hold its memory: they see that it is gone, and end.
            await process.WaitForExitAsync(stop);
            await Task.Delay(100, stop);
        }
    }

    /// <summary>SIGKILL: neither a checkpoint nor a word to anybody.</summary>
    public async Task Kill(CancellationToken stop)
    {
        process!.Kill();
        await process.WaitForExitAsync(stop);
    }

    /// <summary>SIGKILL for one of the processes that serve connections: the server then ends all others, and recovers.</summary>
    public async Task KillBackend(Random random, CancellationToken stop)
    {
        // Those of nobody (checkpointer, writer, …) are named before those of connections.
        var backends = await Children("127.0.0.1", stop);
        if (backends.Count > 0) await Signals.Send(backends[random.Next(backends.Count)], "-KILL", stop);
    }

    public Task Pause(CancellationToken stop) => SendAll("-STOP", stop);

    public Task GoOn(CancellationToken stop) => SendAll("-CONT", stop);

    public void Dispose()
    {
        if (process is { HasExited: false })
        {
            // SIGQUIT: at once, with all that it started.
            using var kill = Process.Start("/bin/kill", ["-QUIT", process.Id.ToString(CultureInfo.InvariantCulture)]);
            kill.WaitForExit();
            process.WaitForExit();
        }

        process?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task SendAll(string signal, CancellationToken stop)
    {
        await Signals.Send(process!.Id, signal, stop);
        foreach (var child in await Children("", stop)) await Signals.Send(child, signal, stop);
    }

    private async Task<List<int>> Children(string named, CancellationToken stop)
    {
        using var ps = Process.Start(new ProcessStartInfo("/bin/ps", ["-o", "pid=,args=", "--ppid", process!.Id.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true })!;
        var lines = await ps.StandardOutput.ReadToEndAsync(stop);
        await ps.WaitForExitAsync(stop);
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.Contains(named, StringComparison.Ordinal))
            .Select(line => int.Parse(line.Trim().Split(' ')[0], CultureInfo.InvariantCulture))];
    }

    // PostgreSQL refuses to run as root.
    private static (string Binary, string[] Arguments) AsUser(string program, params string[] arguments)
    {
        var binary = Path.Combine(Binaries!, program);
        return Environment.IsPrivilegedProcess
            ? ("/usr/bin/setpriv", [$"--reuid={User}", $"--regid={User}", "--clear-groups", binary, .. arguments])
            : (binary, arguments);
    }

    private static void Run(string binary, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(binary, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{binary} failed: {said.Result}");
    }
}
