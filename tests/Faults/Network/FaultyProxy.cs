using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace CareConnect.Faults.Tests.Network;

internal enum Direction
{
    ToServer,
    ToClient,
}

/// <summary>What a proxy does with what passes through it now.</summary>
/// <param name="Delay">Of every piece, in each direction.</param>
/// <param name="Slice">Bytes of a piece at most; 0: as they come.</param>
/// <param name="Lost">Bytes that come from there are swallowed: both ends hold an open connection that is none.</param>
/// <param name="Refuse">New connections are reset.</param>
internal sealed record Weather(TimeSpan Delay = default, int Slice = 0, Direction[]? Lost = null, bool Refuse = false)
{
    public static readonly Weather Fair = new();

    public static readonly Weather HalfOpen = new(Lost: [Direction.ToServer, Direction.ToClient]);

    /// <summary>What is asked arrives, and no answer comes back.</summary>
    public static readonly Weather Answerless = new(Lost: [Direction.ToClient]);
}

/// <summary>What is about to go on.</summary>
/// <param name="Connection">Of which connection, as <see cref="FaultyProxy.ResetOne"/> takes it.</param>
internal readonly record struct Piece(int Connection, int Server, Direction Going, ReadOnlyMemory<byte> Bytes);

/// <summary>
/// Stands between a client and one or more servers on this machine, and does to their connections what networks do. A new
/// connection goes to the next server that takes it.
/// </summary>
internal sealed class FaultyProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Link, byte> links = [];
    private readonly CancellationTokenSource over = new();
    private readonly Weather[] weather;
    private readonly int[] targets;
    private readonly Task accepting;
    private int turn;
    private int count;

    public FaultyProxy(params int[] targets)
    {
        this.targets = targets;
        weather = [.. targets.Select(_ => Weather.Fair)];
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = Accept();
    }

    public int Port { get; }

    /// <summary>Connections that are open now.</summary>
    public int Open => links.Count;

    /// <summary>
    /// Looks at every piece before it goes on, and says whether it may. What is held back once, holds back all that follows on
    /// that connection. Null: everything goes on.
    /// </summary>
    public Func<Piece, bool>? Watch { get; set; }

    /// <summary>Changes the weather towards one server, or towards all.</summary>
    public void Set(Weather now, int? server = null)
    {
        for (var at = 0; at < weather.Length; at++)
            if (server is null || server == at) weather[at] = now;
    }

    /// <summary>Resets every open connection to one server, or to all.</summary>
    public void Reset(int? server = null)
    {
        foreach (var link in links.Keys.Where(link => server is null || link.Server == server)) link.Reset();
    }

    public void ResetOne(int connection)
    {
        foreach (var link in links.Keys.Where(link => link.Number == connection)) link.Reset();
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        listener.Stop();
        Reset();
        await accepting;
        await Task.WhenAll(links.Keys.Select(link => link.Over));
        over.Dispose();
    }

    private async Task Accept()
    {
        while (!over.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptSocketAsync(over.Token);
                _ = Connect(client);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // It ends; or one that gave up while it waited to be accepted.
            }
        }
    }

    private async Task Connect(Socket client)
    {
        client.NoDelay = true;
        var first = (uint)Interlocked.Increment(ref turn);
        for (var tried = 0; tried < targets.Length; tried++)
        {
            var server = (int)((first + (uint)tried) % (uint)targets.Length);
            if (weather[server].Refuse) continue;
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, targets[server], over.Token);
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                socket.Dispose();
                continue;
            }

            var link = new Link(this, Interlocked.Increment(ref count), server, client, socket);
            links.TryAdd(link, 0);
            await link.Run();
            links.TryRemove(link, out _);
            return;
        }

        client.LingerState = new LingerOption(true, 0);
        client.Dispose();
    }

    private sealed class Link(FaultyProxy proxy, int number, int server, Socket client, Socket upstream)
    {
        private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Number => number;

        public int Server => server;

        public Task Over => over.Task;

        public async Task Run()
        {
            await Task.WhenAll(Pump(client, upstream, Direction.ToServer), Pump(upstream, client, Direction.ToClient));
            client.Dispose();
            upstream.Dispose();
            over.SetResult();
        }

        public void Reset()
        {
            foreach (var socket in (Socket[])[client, upstream])
            {
                try
                {
                    socket.LingerState = new LingerOption(true, 0);
                    socket.Close();
                }
                catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
                {
                    // Closed meanwhile.
                }
            }
        }

        private async Task Pump(Socket from, Socket to, Direction direction)
        {
            var buffer = new byte[16 * 1024];
            var damaged = false;
            try
            {
                while (true)
                {
                    var read = await from.ReceiveAsync(buffer);
                    if (read == 0) break;
                    var now = proxy.weather[server];
                    if (now.Delay > TimeSpan.Zero) await Task.Delay(now.Delay, proxy.over.Token);
                    // A stream with a hole in it must never go on.
                    damaged |= now.Lost?.Contains(direction) == true || proxy.Watch?.Invoke(new(number, server, direction, buffer.AsMemory(0, read))) == false;
                    if (damaged) continue;
                    var piece = now.Slice > 0 ? now.Slice : read;
                    for (var at = 0; at < read; at += piece) await Send(to, buffer.AsMemory(at, Math.Min(piece, read - at)));
                }

                if (!damaged) to.Shutdown(SocketShutdown.Send);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // One end is gone: so is the other.
                Reset();
            }
        }

        private static async Task Send(Socket to, ReadOnlyMemory<byte> piece)
        {
            while (piece.Length > 0) piece = piece[await to.SendAsync(piece)..];
        }
    }
}
