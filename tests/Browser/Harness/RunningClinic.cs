using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace CareConnect.Browser.Tests.Harness;

/// <summary>The real program as a process of its own, on a database file of its own.</summary>
internal sealed class RunningClinic : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly ConcurrentQueue<string> output = new();
    private readonly bool demo;
    private readonly bool ownsData;
    private Process? process;

    private RunningClinic(string data, int port, bool demo, bool ownsData = true)
    {
        Data = data;
        Url = $"http://localhost:{port}";
        this.demo = demo;
        this.ownsData = ownsData;
    }

    public string Url { get; }

    public string Data { get; }

    /// <summary>All that the program wrote to its console, which is its log.</summary>
    public string Log => string.Join('\n', output);

    /// <summary>An empty clinic, to be founded by its first administrator.</summary>
    public static async Task<RunningClinic> Empty(params string[] settings)
    {
        var clinic = new RunningClinic(NewFolder(), FreePort(), demo: false);
        await clinic.Start(settings);
        return clinic;
    }

    /// <summary>The demo clinic, founded by the demo program.</summary>
    public static async Task<RunningClinic> Demo(params string[] settings)
    {
        var clinic = new RunningClinic(NewFolder(), FreePort(), demo: true);
        await clinic.Start(settings);
        var founding = Launch(Repository.Program("Demo"), ["--url", clinic.Url, "--data", clinic.Data], clinic.output);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await founding.WaitForExitAsync(limit.Token);
        Assert.True(founding.ExitCode == 0, $"The demo clinic could not be founded:\n{clinic.Log}");
        return clinic;
    }

    /// <summary>A second process of the same clinic, on the same database file.</summary>
    public async Task<RunningClinic> SecondNode(params string[] settings)
    {
        var node = new RunningClinic(Data, FreePort(), demo, ownsData: false);
        await node.Start(settings);
        return node;
    }

    /// <summary>The program once more on the same folder and address, until it ends: its exit code and what it said.</summary>
    public Task<(int Code, string Said)> StartAgain(bool asDemo) => Ends(Arguments(asDemo));

    /// <summary>The command that makes every stored decision again, on this clinic's folder: its exit code and what it said.</summary>
    public Task<(int Code, string Said)> Replay() => Ends(["replay", .. Arguments(demo)]);

    public async Task Start(params string[] settings)
    {
        string[] arguments = [.. Arguments(demo), .. settings];
        process = Launch(Repository.Program("Web"), arguments, output);
        using var http = new HttpClient();
        var started = Stopwatch.StartNew();
        while (started.Elapsed < StartLimit)
        {
            if (process.HasExited)
                break;
            try
            {
                using var answer = await http.GetAsync(new Uri($"{Url}/health/ready"));
                if (answer.StatusCode == HttpStatusCode.OK)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException($"The program did not become ready:\n{Log}");
    }

    /// <summary>SIGKILL, as a power cut would.</summary>
    public async Task Kill()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>The one-time code that the console shows while there is no clinic.</summary>
    public async Task<string> SetupCode() => (await LineWith("enter this code")).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1];

    /// <summary>A line of the console that holds the text, once it is there.</summary>
    public async Task<string> LineWith(string text)
    {
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < StartLimit)
        {
            if (output.FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)) is { } line)
                return line;
            await Task.Delay(50);
        }

        throw new InvalidOperationException($"No line of the console holds \"{text}\":\n{Log}");
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
            await Kill();
        process?.Dispose();
        // A second node stands on the first one's folder.
        if (ownsData && Directory.Exists(Data))
            Directory.Delete(Data, recursive: true);
    }

    private string[] Arguments(bool asDemo) => ["--contentRoot", Repository.Web, "--urls", Url, "--Data", Data, "--Demo", asDemo ? "true" : "false"];

    private static async Task<(int Code, string Said)> Ends(string[] arguments)
    {
        var said = new ConcurrentQueue<string>();
        using var program = Launch(Repository.Program("Web"), arguments, said);
        using var limit = new CancellationTokenSource(StartLimit);
        await program.WaitForExitAsync(limit.Token);
        return (program.ExitCode, string.Join('\n', said));
    }

    private static Process Launch(string program, string[] arguments, ConcurrentQueue<string> output)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(program);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;

        void Keep(string? line)
        {
            if (line is not null)
                output.Enqueue(line);
        }
    }

    private static string NewFolder() => Directory.CreateTempSubdirectory("careconnect-").FullName;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
