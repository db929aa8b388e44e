using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace CareConnect.Hub.Tests.Paging.Providers;

/// <summary>Listens on the loopback interface and serves each connection by itself, until it is disposed.</summary>
internal abstract class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource over = new();
    private readonly Channel<Arrived> arrived = Channel.CreateUnbounded<Arrived>();
    private readonly List<Task> connections = [];
    private readonly Task accepting;

    protected LoopbackServer()
    {
        listener.Start();
        accepting = Accept();
    }

    public Behaviour Behaviour { get; set; }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public async Task<Arrived> Next()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        return await arrived.Reader.ReadAsync(patience.Token);
    }

    public void Close() => listener.Stop();

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(connections);
        over.Dispose();
        listener.Dispose();
    }

    protected void Arrive(Arrived page) => arrived.Writer.TryWrite(page);

    /// <summary>One connection. It may throw when the other side leaves.</summary>
    protected abstract Task Serve(Stream stream, CancellationToken over);

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(over.Token);
                connections.Add(Connection(client));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // Closed, by the test or at its end.
        }
    }

    private async Task Connection(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = client.GetStream();
                await Serve(stream, over.Token);
            }
            catch (Exception left) when (left is IOException or OperationCanceledException)
            {
                // The other side left, or the test is over.
            }
        }
    }
}
