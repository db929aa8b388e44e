using System.IO.Pipelines;
using CareConnect.Hub.Backplane;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging.Abstractions;

namespace CareConnect.Hub.Tests.Backplane;

public sealed class SlowReaderTests
{
    private readonly LocalHubLifetimeManager<BoardHub> _connections =
        new(NullLogger<DefaultHubLifetimeManager<BoardHub>>.Instance, "sid");

    [Fact]
    public async Task One_that_does_not_read_holds_up_nobody_and_is_ended_when_too_much_waits_for_it()
    {
        var stuck = new Reader("stuck", reads: false);
        var good = new Reader("good", reads: true);
        await _connections.OnConnectedAsync(stuck);
        await _connections.OnConnectedAsync(good);

        for (var i = 0; i < LocalConnection.MaxWaiting; i++) Assert.True(Say().IsCompletedSuccessfully);
        Assert.False(stuck.Ended.Task.IsCompleted);

        Assert.True(Say().IsCompletedSuccessfully);
        await stuck.Ended.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Equal(LocalConnection.MaxWaiting + 1, good.Written);
        Assert.False(good.Ended.Task.IsCompleted);
    }

    [Fact]
    public async Task One_that_catches_up_in_time_stays()
    {
        var slow = new Reader("slow", reads: false);
        await _connections.OnConnectedAsync(slow);
        // Off the test's own context, so that what catching up sets free has run when it returns.
        await Task.Run(() => FillAndCatchUpAsync(slow), TestContext.Current.CancellationToken);
        Assert.False(slow.Ended.Task.IsCompleted);
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
        private TaskCompletionSource _read = new();

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
            return _reads ? ValueTask.CompletedTask : new ValueTask(_read.Task);
        }

        public void CatchUp()
        {
            var read = _read;
            _read = new TaskCompletionSource();
            read.SetResult();
        }

        public void Break() => _read.SetException(new IOException("The socket is gone."));
    }

    // Ending a connection wakes its reader, so there has to be one.
    private sealed class Wire : IDuplexPipe
    {
        private readonly Pipe _pipe = new();

        public PipeReader Input => _pipe.Reader;

        public PipeWriter Output => _pipe.Writer;
    }
}
