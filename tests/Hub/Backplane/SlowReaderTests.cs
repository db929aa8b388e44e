using System.IO.Pipelines;
using CareConnect.Hub.Backplane;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CareConnect.Hub.Tests.Backplane;

public sealed class SlowReaderTests
{
    private readonly Warnings _warnings = new();
    private readonly LocalHubLifetimeManager<BoardHub> _connections;

    public SlowReaderTests() => _connections = new LocalHubLifetimeManager<BoardHub>(_warnings, "sid", new HashSet<string> { "Alert" });

    [Fact]
    public async Task One_that_does_not_read_holds_up_nobody_and_is_ended_when_too_much_waits_for_it()
    {
        var stuck = new Reader("stuck", reads: false);
        var good = new Reader("good", reads: true);
        await _connections.OnConnectedAsync(stuck);
        await _connections.OnConnectedAsync(good);

        for (var i = 0; i < LocalConnection.MaxWaiting; i++) Assert.True(Say().IsCompletedSuccessfully);
        Assert.Empty(_warnings.Said);

        Assert.True(Say().IsCompletedSuccessfully);
        await stuck.Ended.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Equal(LocalConnection.MaxWaiting + 1, good.Written);
        Assert.Equal([$"Ended connection stuck: {LocalConnection.MaxWaiting} writes of 0 bytes were waiting for it"], _warnings.Said);
    }

    [Fact]
    public async Task One_that_catches_up_in_time_stays()
    {
        var slow = new Reader("slow", reads: false);
        await _connections.OnConnectedAsync(slow);
        // Off the test's own context, so that what catching up sets free has run when it returns.
        await Task.Run(() => FillAndCatchUpAsync(slow), TestContext.Current.CancellationToken);
        Assert.Equal(3 * LocalConnection.MaxWaiting, slow.Written);
        Assert.Empty(_warnings.Said);
    }

    private async Task FillAndCatchUpAsync(Reader slow)
    {
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < LocalConnection.MaxWaiting; i++) await Say();
            slow.CatchUp();
        }
    }

    [Fact]
    public async Task An_alert_goes_ahead_of_all_that_waits_for_a_slow_reader()
    {
        var slow = new Reader("slow", reads: false);
        await _connections.OnConnectedAsync(slow);
        await Task.Run(
            async () =>
            {
                for (var i = 0; i < 3; i++) await SayAsync("Say", $"{i}");
                await SayAsync("Alert", "first alert");
                await SayAsync("Say", "3");
                await SayAsync("Alert", "second alert");
                slow.CatchUp();
            },
            TestContext.Current.CancellationToken);

        // The first was under way already.
        Assert.Equal(["0", "first alert", "second alert", "1", "2", "3"], slow.Heard);
    }

    [Fact]
    public async Task One_for_which_too_many_bytes_wait_is_ended_however_few_messages_they_are()
    {
        var stuck = new Reader("stuck", reads: false) { Protocol = new MessagePackHubProtocol() };
        await _connections.OnConnectedAsync(stuck);
        var half = new string('x', LocalConnection.MaxWaitingBytes / 2);
        await SayAsync("Say", "under way");
        await SayAsync("Say", half);
        Assert.Empty(_warnings.Said);
        await SayAsync("Say", half);
        await stuck.Ended.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.StartsWith("Ended connection stuck: 2 writes of ", Assert.Single(_warnings.Said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_whose_writing_fails_is_ended_and_its_sender_is_not_told()
    {
        var broken = new Reader("broken", reads: false);
        await _connections.OnConnectedAsync(broken);
        Assert.True(Say().IsCompletedSuccessfully);
        broken.Break();
        await broken.Ended.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    private Task Say() => SayAsync("Say", "hello");

    private Task SayAsync(string method, string text) => _connections.SendAllAsync(method, [text], TestContext.Current.CancellationToken);

    private sealed class Reader : HubConnectionContext
    {
        private readonly bool _reads;
        private readonly Queue<TaskCompletionSource> _unread = new();

        public Reader(string id, bool reads)
            : base(new DefaultConnectionContext(id) { Transport = new Wire() }, new HubConnectionContextOptions(), NullLoggerFactory.Instance)
        {
            _reads = reads;
            ConnectionAborted.Register(() => Ended.TrySetResult());
        }

        public int Written => Heard.Count;

        public List<object?> Heard { get; } = [];

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override ValueTask WriteAsync(SerializedHubMessage message, CancellationToken cancellationToken = default)
        {
            Heard.Add(((InvocationMessage)message.Message!).Arguments[0]);
            if (_reads) return ValueTask.CompletedTask;
            var unread = new TaskCompletionSource();
            _unread.Enqueue(unread);
            return new ValueTask(unread.Task);
        }

        public void CatchUp()
        {
            while (_unread.TryDequeue(out var unread)) unread.SetResult();
        }

        public void Break() => _unread.Dequeue().SetException(new IOException("The socket is gone."));
    }

    // A connection ends some time after it was told to; that it was told is said at once.
    private sealed class Warnings : ILogger<DefaultHubLifetimeManager<BoardHub>>
    {
        public List<string> Said { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Said.Add(formatter(state, exception));
    }

    // Ending a connection wakes its reader, so there has to be one.
    private sealed class Wire : IDuplexPipe
    {
        private readonly Pipe _pipe = new();

        public PipeReader Input => _pipe.Reader;

        public PipeWriter Output => _pipe.Writer;
    }
}
