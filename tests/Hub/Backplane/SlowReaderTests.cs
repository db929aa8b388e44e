using System.IO.Pipelines;
using CareConnect.Hub.Backplane;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
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
    public async Task One_whose_writing_fails_is_ended_and_its_sender_is_not_told()
    {
        var broken = new Reader("broken", reads: false);
        await _connections.OnConnectedAsync(broken);
        Assert.True(Say().IsCompletedSuccessfully);
        broken.Break();
        await broken.Ended.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    private Task Say() => _connections.SendAllAsync("Say", ["hello"], TestContext.Current.CancellationToken);

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

        public int Written { get; private set; }

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override ValueTask WriteAsync(SerializedHubMessage message, CancellationToken cancellationToken = default)
        {
            Written++;
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
