using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace CareConnect.Faults.Tests;

/// <summary>One of the processes that share a clinic's database: killed and started again on its own address.</summary>
/// <param name="settings">Further settings of the program; such as begin with <c>env:</c> are of its environment.</param>
internal sealed class ClinicProcess(string folder, params (string Name, string Value)[] settings) : IDisposable
{
    private static readonly string Root = FindRoot();

    private readonly ConcurrentQueue<string> output = new();
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private Process? process;

    public Uri Address { get; } = new($"http://localhost:{FreePort()}");

    public int Id => process!.Id;

    public bool Ended => process!.HasExited;

    /// <summary>The newest lines of its console.</summary>
    public string Log => string.Join('\n', output.TakeLast(60));

    public static string Repository(params string[] path) => Path.Combine([Root, .. path]);

    public void Start()
    {
        process?.Dispose();
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        // Started so, a write beyond a limit of its files fails, as on a full disk, and does not end it.
        var start = new ProcessStartInfo("/usr/bin/env")
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
            // It is started fifty times: no time for a second, better compilation.
            Environment = { ["DOTNET_TieredPGO"] = "0" },
        };
        foreach (var argument in (string[])[
            "--ignore-signal=XFSZ", "dotnet", Repository("src", "Web", "bin", configuration, "net10.0", "CareConnect.Web.dll"),
            "--contentRoot", Repository("src", "Web"), "--urls", Address.ToString(), "--Data", folder, "--Demo", "false"])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in settings)
        {
            if (name.StartsWith("env:", StringComparison.Ordinal))
            {
                start.Environment[name[4..]] = value;
                continue;
            }

            start.ArgumentList.Add("--" + name);
            start.ArgumentList.Add(value);
        }

        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public async Task Ready(CancellationToken stop)
    {
        while (true)
        {
            if (process!.HasExited) throw new InvalidOperationException($"The program ended by itself:\n{Log}");
            try
            {
                using var answer = await http.GetAsync(new Uri(Address, "health/ready"), stop);
                if (answer.StatusCode == HttpStatusCode.OK) return;
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
            {
                // Not listening yet.
            }

            await Task.Delay(50, stop);
        }
    }

    /// <summary>The status that a monitor outside sees.</summary>
    public async Task<HttpStatusCode> CrisisHealth(CancellationToken stop)
    {
        using var answer = await http.GetAsync(new Uri(Address, "health/crisis"), stop);
        return answer.StatusCode;
    }

    /// <summary>SIGKILL: nothing is flushed, nothing is said.</summary>
    public async Task Kill(CancellationToken stop)
    {
        process!.Kill();
        await process.WaitForExitAsync(stop);
    }

    /// <summary>SIGKILL, without waiting for the end.</summary>
    public void KillNow() => process!.Kill();

    /// <summary>SIGSTOP: its connections stay, and it answers nothing.</summary>
    public Task Pause(CancellationToken stop) => Signals.Send(Id, "-STOP", stop);

    public Task GoOn(CancellationToken stop) => Signals.Send(Id, "-CONT", stop);

    public void Dispose()
    {
        if (process is { HasExited: false })
        {
            process.Kill();
            process.WaitForExit();
        }

        process?.Dispose();
        http.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        output.Enqueue(line);
        while (output.Count > 500) output.TryDequeue(out _);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CareConnect.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run from inside the checkout.");
    }
}
