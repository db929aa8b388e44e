using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CareConnect.Faults.Tests.Network;

public sealed class FaultyProxyTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_fair_weather_it_changes_nothing()
    {
        await using var server = new Echo("one");
        await using var proxy = new FaultyProxy(server.Port);
        using var client = await Connect(proxy);
        Assert.Equal("one:hello", await Ask(client, "hello"));
    }

    [Fact]
    public async Task Slices_and_delays_keep_every_byte_in_its_order()
    {
        await using var server = new Echo("one");
        await using var proxy = new FaultyProxy(server.Port);
        proxy.Set(new Weather(Delay: TimeSpan.FromMilliseconds(5), Slice: 3));
        using var client = await Connect(proxy);
        var words = string.Join(' ', Enumerable.Range(0, 2000));
        Assert.Equal("one:" + words, await Ask(client, words));
    }

    [Fact]
    public async Task Half_open_swallows_everything_and_ends_nothing_until_it_is_reset()
    {
        await using var server = new Echo("one");
        await using var proxy = new FaultyProxy(server.Port);
        using var client = await Connect(proxy);
        await Ask(client, "before");
        proxy.Set(Weather.HalfOpen);
        await Send(client, "lost");
        using var other = await Connect(proxy);
        await Send(other, "lost as well");
        var silence = Read(client);

        // Fair again: what went through a hole stays broken, and what is new works.
        proxy.Set(Weather.Fair);
        using var third = await Connect(proxy);
        Assert.Equal("one:fine", await Ask(third, "fine"));
        Assert.False(silence.IsCompleted);
        Assert.DoesNotContain("lost", server.Heard);
        proxy.Reset();
        await Assert.ThrowsAnyAsync<Exception>(() => silence);
    }

    [Fact]
    public async Task Answerless_the_server_hears_and_the_client_does_not()
    {
        await using var server = new Echo("one");
        await using var proxy = new FaultyProxy(server.Port);
        using var client = await Connect(proxy);
        proxy.Set(Weather.Answerless);
        await Send(client, "do it");
        await server.Until("do it");
        proxy.Reset();
        await Assert.ThrowsAnyAsync<Exception>(() => Read(client));
    }

    [Fact]
    public async Task A_reset_ends_the_connections_of_one_server_only()
    {
        await using var one = new Echo("one");
        await using var two = new Echo("two");
        await using var proxy = new FaultyProxy(one.Port, two.Port);
        using var first = await Connect(proxy);
        using var second = await Connect(proxy);
        var name = (await Ask(first, "who"))[..3];
        Assert.NotEqual(name, (await Ask(second, "who"))[..3]);
        proxy.Reset(server: name == "one" ? 0 : 1);
        await Assert.ThrowsAnyAsync<Exception>(() => Read(first));
        Assert.EndsWith("still here", await Ask(second, "still here"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_refused_or_away_is_passed_over()
    {
        await using var one = new Echo("one");
        var two = new Echo("two");
        await using var proxy = new FaultyProxy(one.Port, two.Port);
        proxy.Set(new Weather(Refuse: true), server: 0);
        for (var each = 0; each < 3; each++)
        {
            using var client = await Connect(proxy);
            Assert.Equal("two:who", await Ask(client, "who"));
        }

        proxy.Set(Weather.Fair);
        await two.DisposeAsync();
        for (var each = 0; each < 3; each++)
        {
            using var client = await Connect(proxy);
            Assert.Equal("one:who", await Ask(client, "who"));
        }

        proxy.Set(new Weather(Refuse: true));
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            using var none = await Connect(proxy);
            await Ask(none, "who");
        });
    }

    [Fact]
    public async Task Who_watches_may_hold_back_an_answer()
    {
        await using var server = new Echo("one");
        await using var proxy = new FaultyProxy(server.Port);
        using var client = await Connect(proxy);
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        proxy.Watch = piece =>
        {
            if (piece.Going == Direction.ToServer || !Encoding.UTF8.GetString(piece.Bytes.Span).Contains("secret", StringComparison.Ordinal)) return true;
            held.TrySetResult();
            return false;
        };
        Assert.Equal("one:fine", await Ask(client, "fine"));
        await Send(client, "secret");
        await held.Task.WaitAsync(TimeSpan.FromSeconds(20), Stop);
        proxy.Watch = null;
        await Send(client, "after it");
        await server.Until("after it");
        proxy.Reset();
        await Assert.ThrowsAnyAsync<Exception>(() => Read(client));
    }

    private static async Task<TcpClient> Connect(FaultyProxy proxy)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, proxy.Port, Stop);
        return client;
    }

    private static async Task<string> Ask(TcpClient client, string words)
    {
        await Send(client, words);
        return await Read(client);
    }

    private static Task Send(TcpClient client, string words) => client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(words + "\n"), Stop).AsTask();

    private static async Task<string> Read(TcpClient client)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (true)
        {
            if (await client.GetStream().ReadAsync(one, Stop).AsTask().WaitAsync(TimeSpan.FromSeconds(60), Stop) == 0) throw new IOException("It was closed.");
            if (one[0] == '\n') return Encoding.UTF8.GetString([.. line]);
            line.Add(one[0]);
        }
    }

    /// <summary>Answers each line with its own name and the line.</summary>
    private sealed class Echo : IAsyncDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly ConcurrentDictionary<string, TaskCompletionSource> heard = [];
        private readonly ConcurrentBag<TcpClient> clients = [];
        private readonly string name;
        private readonly Task accepting;

        public Echo(string name)
        {
            this.name = name;
            listener.Start();
            accepting = Accept();
        }

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        public IEnumerable<string> Heard => heard.Where(each => each.Value.Task.IsCompleted).Select(each => each.Key);

        public Task Until(string line) => Of(line).Task.WaitAsync(TimeSpan.FromSeconds(60), Stop);

        public async ValueTask DisposeAsync()
        {
            listener.Stop();
            foreach (var client in clients) client.Dispose();
            await accepting;
        }

        private TaskCompletionSource Of(string line) => heard.GetOrAdd(line, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

        private async Task Accept()
        {
            try
            {
                while (true)
                {
                    var client = await listener.AcceptTcpClientAsync();
                    clients.Add(client);
                    _ = Answer(client);
                }
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // Stopped.
            }
        }

        private async Task Answer(TcpClient client)
        {
            try
            {
                using var reader = new StreamReader(client.GetStream());
                while (await reader.ReadLineAsync(Stop) is { } line)
                {
                    Of(line).TrySetResult();
                    await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes($"{name}:{line}\n"), Stop);
                }
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
            {
                // The other end is gone.
            }
        }
    }
}
