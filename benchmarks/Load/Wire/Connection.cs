using System.Net;
using System.Net.Sockets;

namespace CareConnect.Load.Wire;

/// <summary>
/// One TCP connection: a reader that hands on what came, and an outbox, so that whoever sends never waits for a server that
/// does not read. Lean on purpose: what a load generator takes of the machine, it takes from what it measures.
/// </summary>
internal abstract class Connection : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Lock gate = new();
    private readonly Queue<byte[]> waiting = new();
    private byte[] buffer = new byte[2048];
    private int filled;
    private bool sending;
    private volatile bool closing;

    /// <summary>Why it ended, when it ended by itself.</summary>
    public Exception? Broken { get; private set; }

    /// <summary>Runs once, when the connection has ended by itself.</summary>
    public Action<Connection>? Ended { get; set; }

    /// <summary>What keeps the connection open while it says nothing else; empty when nothing must.</summary>
    public virtual byte[] Heartbeat => [];

    protected async Task Dial(int port)
    {
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
        _ = Receive();
    }

    /// <summary>Sends all of it, after what was sent before.</summary>
    public void Send(byte[] bytes)
    {
        lock (gate)
        {
            if (sending)
            {
                waiting.Enqueue(bytes);
                return;
            }

            sending = true;
        }

        Send(bytes.AsMemory());
    }

    /// <summary>Cuts the connection without a word.</summary>
    public void Dispose()
    {
        closing = true;
        socket.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Takes what is complete of these bytes; gives how many were taken.</summary>
    protected abstract int Take(ReadOnlySpan<byte> bytes);

    private void Send(ReadOnlyMemory<byte> bytes)
    {
        while (true)
        {
            ValueTask<int> sent;
            try
            {
                sent = socket.SendAsync(bytes, SocketFlags.None);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                End(exception);
                return;
            }

            if (!sent.IsCompletedSuccessfully)
            {
                _ = Finish(sent, bytes);
                return;
            }

            bytes = bytes[sent.Result..];
            if (bytes.IsEmpty && !Another(out bytes)) return;
        }
    }

    private async Task Finish(ValueTask<int> sent, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            bytes = bytes[await sent..];
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            End(exception);
            return;
        }

        if (!bytes.IsEmpty || Another(out bytes)) Send(bytes);
    }

    private bool Another(out ReadOnlyMemory<byte> bytes)
    {
        lock (gate)
        {
            sending = waiting.TryDequeue(out var next);
            bytes = next;
            return sending;
        }
    }

    private async Task Receive()
    {
        try
        {
            while (true)
            {
                if (filled == buffer.Length) Array.Resize(ref buffer, 2 * buffer.Length);
                var received = await socket.ReceiveAsync(buffer.AsMemory(filled), SocketFlags.None);
                if (received == 0) throw new IOException("The server closed the connection.");
                filled += received;
                var taken = Take(buffer.AsSpan(0, filled));
                if (taken > 0) buffer.AsSpan(taken, filled - taken).CopyTo(buffer);
                filled -= taken;
            }
        }
#pragma warning disable CA1031 // Whatever it was, the connection is over, and whoever holds it is told why.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            End(exception);
        }
    }

    private void End(Exception exception)
    {
        if (closing) return;
        closing = true;
        Broken = exception;
        socket.Dispose();
        Lost(exception);
        Ended?.Invoke(this);
    }

    /// <summary>The connection ended by itself: whoever waits for an answer must hear it.</summary>
    protected abstract void Lost(Exception exception);
}
