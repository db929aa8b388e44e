using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CareConnect.Faults.Tests.History;

/// <summary>A real redis-server on a port of its own, which it keeps when it is killed and started again.</summary>
internal sealed class RedisProcess : IDisposable
{
    private const string Binary = "/usr/bin/redis-server";
    private Process? process;

    public RedisProcess()
    {
        Assert.SkipUnless(File.Exists(Binary), $"{Binary} is not installed (apt-get install redis-server).");
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Port = ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public int Port { get; }

    public async Task Start(CancellationToken stop)
    {
        var start = new ProcessStartInfo(Binary) { RedirectStandardOutput = true };
        foreach (var argument in (string[])["--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"])
            start.ArgumentList.Add(argument);
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process?.Dispose();
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null) ready.TrySetException(new InvalidOperationException("redis-server ended before it was ready."));
            else if (line.Data.Contains("Ready to accept connections", StringComparison.Ordinal)) ready.TrySetResult();
        };
        process.BeginOutputReadLine();
        await ready.Task.WaitAsync(TimeSpan.FromSeconds(60), stop);
    }

    public async Task Kill(CancellationToken stop)
    {
        process!.Kill();
        await process.WaitForExitAsync(stop);
    }

    /// <summary>It keeps its connections and answers nothing.</summary>
    public Task Pause(CancellationToken stop) => Signals.Send(process!.Id, "-STOP", stop);

    public Task GoOn(CancellationToken stop) => Signals.Send(process!.Id, "-CONT", stop);

    public void Dispose()
    {
        if (process is { HasExited: false })
        {
            process.Kill();
            process.WaitForExit();
        }

        process?.Dispose();
    }
}
