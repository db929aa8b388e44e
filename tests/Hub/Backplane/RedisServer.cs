using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace CareConnect.Hub.Tests.Backplane;

/// <summary>A real redis-server on a free loopback port, which keeps its port over stops and starts.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private const string Binary = "/usr/bin/redis-server";
    private Process? _process;

    private RedisServer(int port)
    {
        Port = port;

        // A run that is interrupted leaves no server behind.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => _process?.Kill();
    }

    public int Port { get; }

    public string ConnectionString => $"127.0.0.1:{Port}";

    /// <summary>A server that is not running yet. Skips the test where Debian's redis-server is not installed.</summary>
    public static RedisServer Absent()
    {
        Assert.SkipUnless(File.Exists(Binary), $"{Binary} is not installed (apt-get install redis-server).");
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return new RedisServer(((IPEndPoint)probe.LocalEndpoint).Port);
    }

    public static async Task<RedisServer> StartedAsync()
    {
        var server = Absent();
        await server.StartAsync();
        return server;
    }

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo(Binary) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "--port", Text(Port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no" })
        {
            start.ArgumentList.Add(argument);
        }

        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null) ready.TrySetException(new InvalidOperationException("redis-server ended before it was ready."));
            else if (line.Data.Contains("Ready to accept connections", StringComparison.Ordinal)) ready.TrySetResult();
        };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await ready.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    public async Task StopAsync()
    {
        if (_process is not { } process) return;
        _process = null;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>Redis keeps its connections and answers nothing.</summary>
    public Task StallAsync() => SignalAsync("-STOP");

    public Task GoOnAsync() => SignalAsync("-CONT");

    /// <summary>The channels that somebody listens to now.</summary>
    public async Task<string[]> ChannelsAsync()
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(ConnectionString);
        var channels = await redis.GetServers()[0].SubscriptionChannelsAsync(RedisChannel.Pattern("careconnect:*"));
        return [.. channels.Select(channel => channel.ToString()).Order(StringComparer.Ordinal)];
    }

    /// <summary>How many connections listen to this channel.</summary>
    public async Task<long> SubscribersAsync(string channel)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(ConnectionString);
        return await redis.GetServers()[0].SubscriptionSubscriberCountAsync(RedisChannel.Literal(channel));
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await GoOnAsync();
        await StopAsync();
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("/bin/kill", [signal, Text(_process!.Id)]);
        await kill.WaitForExitAsync();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
