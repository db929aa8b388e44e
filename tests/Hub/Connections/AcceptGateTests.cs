using CareConnect.Hub.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace CareConnect.Hub.Tests.Connections;

public sealed class AcceptGateTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly AcceptGate _gate;
    private readonly TaskCompletionSource _open = new();
    private readonly List<HttpContext> _in = [];

    public AcceptGateTests() => _gate = new AcceptGate(_clock);

    public void Dispose() => _gate.Dispose();

    [Fact]
    public async Task So_many_become_connections_at_once_and_the_next_when_one_stands()
    {
        Task[] all = [.. Enumerable.Range(0, AcceptGate.AtOnce + 2).Select(_ => Enter())];
        Assert.Equal(AcceptGate.AtOnce, _in.Count);

        AcceptGate.Stands(_in[0]);
        AcceptGate.Stands(_in[0]);
        await CountAsync(AcceptGate.AtOnce + 1);
        AcceptGate.Stands(_in[1]);
        await CountAsync(AcceptGate.AtOnce + 2);
        _open.SetResult();
        await Task.WhenAll(all);
    }

    [Fact]
    public async Task One_that_fails_or_does_nothing_holds_up_nobody()
    {
        var failing = new TaskCompletionSource();
        var failed = _gate.Enter(Upgrade(), async context =>
        {
            _in.Add(context);
            await failing.Task;
        });
        Task[] all = [.. Enumerable.Range(0, AcceptGate.AtOnce + 1).Select(_ => Enter())];
        Assert.Equal(AcceptGate.AtOnce, _in.Count);
        failing.SetException(new IOException("The socket is gone."));
        await Assert.ThrowsAsync<IOException>(() => failed);
        await CountAsync(AcceptGate.AtOnce + 1);

        // A turn that is over by time is not given twice.
        _clock.Advance(AcceptGate.Turn);
        await CountAsync(AcceptGate.AtOnce + 2);
        _open.SetResult();
        await Task.WhenAll(all);

        // All turns are back, and none twice.
        Assert.Equal(AcceptGate.AtOnce, _gate.Free);
    }

    [Fact]
    public async Task One_that_gives_up_leaves_the_line_and_other_requests_do_not_stand_in_it()
    {
        Task[] all = [.. Enumerable.Range(0, AcceptGate.AtOnce).Select(_ => Enter())];
        using var gone = new CancellationTokenSource();
        var impatient = Upgrade();
        impatient.RequestAborted = gone.Token;
        var gaveUp = _gate.Enter(impatient, _ => throw new InvalidOperationException("It was let in."));
        await gone.CancelAsync();
        await gaveUp;

        var page = new DefaultHttpContext();
        await _gate.Enter(page, context =>
        {
            context.Response.StatusCode = 204;
            return Task.CompletedTask;
        });
        Assert.Equal(204, page.Response.StatusCode);
        _open.SetResult();
        await Task.WhenAll(all);
    }

    [Fact]
    public async Task Beyond_a_long_line_the_next_are_told_to_come_back()
    {
        Task[] all = [.. Enumerable.Range(0, AcceptGate.AtOnce + AcceptGate.Most).Select(_ => Enter())];
        var next = Upgrade();
        await _gate.Enter(next, _ => throw new InvalidOperationException("It was let in."));
        Assert.Equal((503, "5"), (next.Response.StatusCode, $"{next.Response.Headers.RetryAfter}"));
        _open.SetResult();
        await Task.WhenAll(all);
    }

    private Task Enter() => _gate.Enter(Upgrade(), async context =>
    {
        lock (_in) _in.Add(context);
        await _open.Task;
    });

    private Task CountAsync(int count) => Backplane.Eventually.TrueAsync(
        () =>
        {
            lock (_in) return _in.Count == count;
        },
        $"{count} are in");

    private static DefaultHttpContext Upgrade() => new() { Request = { Headers = { Upgrade = "websocket" } } };
}
