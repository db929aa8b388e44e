using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CareConnect.Browser.Tests.Harness;

/// <summary>A redis-server of this test's own, and everything that is said to it.</summary>
internal sealed class RunningRedis : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder said = new();
    private TcpClient? monitor;

    private RunningRedis(Process process, int port) => (this.process, Port) = (process, port);

    public int Port { get; }

    public string ConnectionString => $"127.0.0.1:{Port}";

    /// <summary>Every command that Redis got since the start, with its bytes.</summary>
    public string Said
    {
        get
        {
            lock (said)
                return said.ToString();
        }
    }

    public static async Task<RunningRedis> Start()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var start = new ProcessStartInfo("redis-server") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in new[] { "--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no" })
            start.ArgumentList.Add(argument);
        var redis = new RunningRedis(Process.Start(start)!, port);
        await redis.Listen();
        return redis;
    }

    public async ValueTask DisposeAsync()
    {
        monitor?.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task Listen()
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            monitor = new TcpClient();
            try
            {
                await monitor.ConnectAsync(IPAddress.Loopback, Port);
                break;
            }
            catch (SocketException) when (waited.Elapsed < TimeSpan.FromSeconds(20))
            {
                monitor.Dispose();
                await Task.Delay(50);
            }
        }

        var stream = monitor.GetStream();
        await stream.WriteAsync("MONITOR\r\n"u8.ToArray());
        _ = Read(stream);
    }

    private async Task Read(NetworkStream stream)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            int count;
            while ((count = await stream.ReadAsync(buffer)) > 0)
            {
                lock (said)
                    said.Append(Encoding.Latin1.GetString(buffer, 0, count));
            }
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
