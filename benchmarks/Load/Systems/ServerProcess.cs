using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CareConnect.Load.Systems;

/// <summary>A server of its own process. Its console goes to a file: a pipe would have to be read by whom it is measured with.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process process;

    private ServerProcess(Process process, string log) => (this.process, Log) = (process, log);

    public int Id => process.Id;

    public string Log { get; }

    public bool HasExited => process.HasExited;

    /// <summary>Starts a program by the shell, which becomes it.</summary>
    public static ServerProcess Start(string folder, string log, IReadOnlyDictionary<string, string>? environment, params string[] command)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false, WorkingDirectory = folder };
        foreach (var argument in (string[])["-c", "log=$1; shift; exec \"$@\" >\"$log\" 2>&1 </dev/null", "sh", log, .. command]) start.ArgumentList.Add(argument);
        // Set for the load generator alone.
        start.Environment.Remove("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS");
        start.Environment.Remove("DOTNET_gcServer");
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return new ServerProcess(Process.Start(start)!, log);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until a page answers with 200.</summary>
    public async Task Answers(Uri page, TimeSpan? between = null)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        await Until($"{page} answers", between ?? TimeSpan.FromMilliseconds(50), async () =>
        {
            try
            {
                using var answer = await http.GetAsync(page);
                return answer.StatusCode == HttpStatusCode.OK;
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                return false;
            }
        });
    }

    /// <summary>Waits until something listens.</summary>
    public Task Listens(int port) => Until($"something listens at {port}", TimeSpan.FromMilliseconds(50), async () =>
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    });

    public async Task Until(string what, TimeSpan between, Func<Task<bool>> holds)
    {
        var since = Stopwatch.GetTimestamp();
        while (!await holds())
        {
            if (process.HasExited) throw new InvalidOperationException($"The program ended by itself:\n{Tail()}");
            if (Stopwatch.GetElapsedTime(since) > TimeSpan.FromMinutes(2)) throw new TimeoutException($"Waited in vain: {what}\n{Tail()}");
            await Task.Delay(between);
        }
    }

    /// <summary>SIGTERM, and waits for the end.</summary>
    public async Task Stop()
    {
        if (!process.HasExited)
        {
            using var kill = Process.Start("/bin/kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        process.Dispose();
    }

    public string Tail() => File.Exists(Log) ? string.Join('\n', File.ReadLines(Log).TakeLast(30)) : "";
}
