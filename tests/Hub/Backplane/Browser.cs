using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace CareConnect.Hub.Tests.Backplane;

/// <summary>A real SignalR client that notes what it is told, in order.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly HubConnection _connection;
    private readonly Channel<string> _said = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Browser(HubConnection connection)
    {
        _connection = connection;
        connection.On<string>("Say", text => _said.Writer.TryWrite(text));
        connection.On<string>("Alert", text => _said.Writer.TryWrite(text));
        connection.On<byte[], long>("Bytes", (bytes, number) => _said.Writer.TryWrite($"{Convert.ToHexString(bytes)} {number}"));
        connection.On<int, int>("Double", number => 2 * number);
        connection.On<string?, int, string?>("Greet", (name, number) => name is null ? null : $"{name}, {number}");
        connection.On<int>("Fail", int () => throw new InvalidOperationException("This one cannot."));
        connection.On<int>("Hold", async () =>
        {
            _said.Writer.TryWrite("held");
            await _closed.Task;
            return 0;
        });
        connection.Closed += _ =>
        {
            _closed.TrySetResult();
            return Task.CompletedTask;
        };
    }

    public string Id { get; private set; } = "";

    public static async Task<Browser> ConnectAsync(Uri url)
    {
        var browser = new Browser(new HubConnectionBuilder().WithUrl(url).AddMessagePackProtocol().Build());
        await browser._connection.StartAsync(TestContext.Current.CancellationToken);
        browser.Id = browser._connection.ConnectionId!;
        return browser;
    }

    public Task JoinAsync(string group) => InvokeAsync("Join", group);

    public Task LeaveAsync(string group) => InvokeAsync("Leave", group);

    public Task TellAsync(string user, string text) => InvokeAsync("Tell", user, text);

    public Task StopAsync() => _connection.StopAsync(TestContext.Current.CancellationToken);

    public async Task<string> NextAsync() => await _said.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);

    public async Task<string[]> NextAsync(int count)
    {
        var all = new string[count];
        for (var i = 0; i < count; i++) all[i] = await NextAsync();
        return all;
    }

    public bool HasHeard => _said.Reader.TryPeek(out _);

    public Task ClosedAsync() => _closed.Task.WaitAsync(Patience);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private Task InvokeAsync(string method, params object[] arguments) =>
        _connection.InvokeCoreAsync(method, arguments, TestContext.Current.CancellationToken);
}
