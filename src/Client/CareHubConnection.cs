using System.Net;
using CareConnect.Protocol;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace CareConnect.Client;

/// <summary>
/// The hub, typed: calls as in <see cref="ICareHub"/>, hints as events. Reconnects until signed out, with jitter; a call that is made
/// meanwhile waits for that, up to <see cref="Patience"/>. One that was under way when the connection ended throws: whether it
/// arrived is not known. A call that the hub has no time for is made again when it says, for as long as <see cref="Patience"/>.
/// </summary>
public sealed class CareHubConnection : ICareHub, IAsyncDisposable
{
    /// <summary>How long a call waits for a connection that is being made again; then it throws <see cref="TimeoutException"/>.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>How long a node that stops is given to answer what it was asked.</summary>
    private static readonly TimeSpan AnswersIn = TimeSpan.FromSeconds(10);

    private readonly HubConnection connection;
    private readonly byte[] device;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource ended = new();
    private readonly CancellationToken stop;
    private readonly Lock changing = new();
    private volatile TaskCompletionSource back = new();
    private volatile TaskCompletionSource answered = new();
    private bool started;
    private int asked;

    /// <param name="device">The device's signing key, named to the hub on every connect.</param>
    public CareHubConnection(Uri address, string accessToken, byte[] device, TimeProvider? clock = null)
    {
        this.device = device;
        this.clock = clock ?? TimeProvider.System;
        stop = ended.Token;
        connection = new HubConnectionBuilder()
            .WithUrl(new Uri(address, "hub"), options =>
            {
                options.AccessTokenProvider = () => Task.FromResult<string?>(accessToken);
                // One request makes the connection, so it does not matter which of many nodes gets it.
                options.Transports = HttpTransportType.WebSockets;
                options.SkipNegotiation = true;
            })
            .AddMessagePackProtocol()
            .Build();
        back.SetResult();
        // SignalR's own reconnecting gives up where the server asked for it, as it does for one that read too slowly.
        connection.Closed += _ =>
        {
            Lost();
            return Task.CompletedTask;
        };
        connection.On<string, Entry>(nameof(ICareClient.Appended), (circle, entry) => Appended?.Invoke(circle, entry));
        connection.On<string, string, long, long>(nameof(ICareClient.OpenedBy), (circle, person, number, at) => OpenedBy?.Invoke(circle, person, number, at));
        connection.On<string, string>(nameof(ICareClient.TypingBy), (circle, person) => TypingBy?.Invoke(circle, person));
        connection.On<string>(nameof(ICareClient.CircleStale), circle => CircleStale?.Invoke(circle));
        connection.On(nameof(ICareClient.CirclesChanged), () => CirclesChanged?.Invoke());
        connection.On<QueueRow>(nameof(ICareClient.QueueChanged), row => QueueChanged?.Invoke(row));
        connection.On<TaskRow>(nameof(ICareClient.TaskChanged), task => TaskChanged?.Invoke(task));
        connection.On<AlertRow>(nameof(ICareClient.AlertChanged), alert => AlertChanged?.Invoke(alert));
        connection.On(nameof(ICareClient.PeopleChanged), () => PeopleChanged?.Invoke());
        connection.On<int>(nameof(ICareClient.Moving), within => { _ = Move(within); });
        connection.On(nameof(ICareClient.SignedOut), () =>
        {
            _ = End();
            SignedOut?.Invoke();
        });
    }

    public event Action<string, Entry>? Appended;
    public event Action<string, string, long, long>? OpenedBy;
    public event Action<string, string>? TypingBy;
    public event Action<string>? CircleStale;
    public event Action? CirclesChanged;
    public event Action<QueueRow>? QueueChanged;
    public event Action<TaskRow>? TaskChanged;
    public event Action<AlertRow>? AlertChanged;
    public event Action? PeopleChanged;
    public event Action? SignedOut;

    /// <summary>Connected again: whatever was missed must be fetched.</summary>
    public event Action? Reconnected;

    public HubConnectionState State => back.Task.IsCompleted ? connection.State : HubConnectionState.Reconnecting;

    public async Task<Reply> Start(CancellationToken cancellation = default)
    {
        await connection.StartAsync(cancellation);
        lock (changing) started = true;
        return await Hello(device);
    }

    public Task<Reply> Hello(byte[] device) => Call<Reply>(nameof(ICareHub.Hello), device);

    public Task<PostReply> Post(byte[] message) => Call<PostReply>(nameof(ICareHub.Post), message);

    public Task<EntriesReply> Since(string circle, long number) => Call<EntriesReply>(nameof(ICareHub.Since), circle, number);

    public Task<Reply> Opened(string circle, long number) => Call<Reply>(nameof(ICareHub.Opened), circle, number);

    public Task<Reply> Typing(string circle) => CallOnce<Reply>(nameof(ICareHub.Typing), circle);

    public Task<Reply> CannotOpen(string circle, long epoch) => Call<Reply>(nameof(ICareHub.CannotOpen), circle, epoch);

    public Task<Reply> Report(string chain, long number, string refusal) =>
        Call<Reply>(nameof(ICareHub.Report), chain, number, refusal);

    public Task<QueueReply> Queue() => Call<QueueReply>(nameof(ICareHub.Queue));

    public Task<TakeReply> Claim(Guid item) => Call<TakeReply>(nameof(ICareHub.Claim), item);

    public Task<Reply> Release(Guid item) => Call<Reply>(nameof(ICareHub.Release), item);

    public Task<Reply> Reroute(Guid item, string team, string reason) => Call<Reply>(nameof(ICareHub.Reroute), item, team, reason);

    public Task<Reply> LowerLevel(Guid item, string level, string reason) =>
        Call<Reply>(nameof(ICareHub.LowerLevel), item, level, reason);

    public Task<Reply> StepDownRisk(Guid patient, string level, string reason) =>
        Call<Reply>(nameof(ICareHub.StepDownRisk), patient, level, reason);

    public Task<Reply> RecordNoShow(Guid patient) => Call<Reply>(nameof(ICareHub.RecordNoShow), patient);

    public Task<Reply> HandOver(Guid item, string person) => Call<Reply>(nameof(ICareHub.HandOver), item, person);

    public Task<Reply> Close(Guid item, string outcome) => Call<Reply>(nameof(ICareHub.Close), item, outcome);

    public Task<TasksReply> Tasks() => Call<TasksReply>(nameof(ICareHub.Tasks));

    public Task<Reply> FinishTask(Guid task) => Call<Reply>(nameof(ICareHub.FinishTask), task);

    public Task<Reply> HandTask(Guid task, string person) => Call<Reply>(nameof(ICareHub.HandTask), task, person);

    public Task<RaiseReply> RaiseAlert(Guid alert, string cause) => Call<RaiseReply>(nameof(ICareHub.RaiseAlert), alert, cause);

    public Task<AlertReply> MyAlert() => Call<AlertReply>(nameof(ICareHub.MyAlert));

    public Task<BoardReply> Board() => Call<BoardReply>(nameof(ICareHub.Board));

    public Task<Reply> AlertShown(Guid alert) => Call<Reply>(nameof(ICareHub.AlertShown), alert);

    public Task<TakeReply> TakeAlert(Guid alert) => Call<TakeReply>(nameof(ICareHub.TakeAlert), alert);

    public Task<RaiseReply> RaiseFor(Guid alert, Guid patient) => Call<RaiseReply>(nameof(ICareHub.RaiseFor), alert, patient);

    public Task<Reply> GiveBack(Guid alert) => Call<Reply>(nameof(ICareHub.GiveBack), alert);

    public Task<RaiseReply> StartDrill(Guid drill) => Call<RaiseReply>(nameof(ICareHub.StartDrill), drill);

    public Task<Reply> EndDrill(Guid drill) => Call<Reply>(nameof(ICareHub.EndDrill), drill);

    public Task<DrillsReply> Drills() => Call<DrillsReply>(nameof(ICareHub.Drills));

    public Task<Reply> ContactMade(Guid alert) => Call<Reply>(nameof(ICareHub.ContactMade), alert);

    public Task<Reply> CloseAlert(Guid alert, string disposition, string followUpOwner, long followUpAt) =>
        Call<Reply>(nameof(ICareHub.CloseAlert), alert, disposition, followUpOwner, followUpAt);

    public async ValueTask DisposeAsync()
    {
        await End();
        await connection.DisposeAsync();
        ended.Dispose();
    }

    private async Task<T> Call<T>(string method, params object?[] arguments)
        where T : IAnswer
    {
        long begun = clock.GetTimestamp();
        while (true)
        {
            var answer = await CallOnce<T>(method, arguments);
            var wait = Later(answer.RetryAfter);
            if (answer.Error != HubErrors.Busy || clock.GetElapsedTime(begun) + wait > Patience)
                return answer;
            await Task.Delay(wait, clock, stop);
        }
    }

    private async Task<T> CallOnce<T>(string method, params object?[] arguments)
    {
        while (true)
        {
            await back.Task.WaitAsync(Patience, clock);
            Interlocked.Increment(ref asked);
            try
            {
                if (back.Task.IsCompleted) return await connection.InvokeCoreAsync<T>(method, arguments);
            }
            catch (InvalidOperationException) when (connection.State != HubConnectionState.Connected && Lost())
            {
                // Between the lines above, so that nothing was sent.
            }
            finally
            {
                if (Interlocked.Decrement(ref asked) == 0) answered.TrySetResult();
            }
        }
    }

    /// <summary>The node stops: leaves it at a moment of its own, once what was asked is answered, and connects anew at once.</summary>
    private async Task Move(int within)
    {
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(within + 1)), clock, stop);
            lock (changing)
            {
                if (!started || !back.Task.IsCompleted) return;
                answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                back = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            if (Volatile.Read(ref asked) > 0) await answered.Task.WaitAsync(AnswersIn, clock, stop);
        }
        catch (TimeoutException)
        {
            // Whoever asked is told by the end of the connection.
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            back.TrySetResult();
            return;
        }

        await connection.StopAsync();
        await ConnectAgain(atOnce: true);
    }

    // No connection is made any more.
    private Task End() => stop.IsCancellationRequested ? Task.CompletedTask : ended.CancelAsync();

    // Whether it is being made again.
    private bool Lost()
    {
        lock (changing)
        {
            if (!started || stop.IsCancellationRequested) return false;
            if (back.Task.IsCompleted)
            {
                back = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _ = ConnectAgain(atOnce: false);
            }

            return true;
        }
    }

    private async Task ConnectAgain(bool atOnce)
    {
        var connected = false;
        for (var attempt = 0; !connected && !stop.IsCancellationRequested; attempt++)
        {
            try
            {
                if (attempt > 0 || !atOnce) await Task.Delay(Wait(attempt), clock, stop);
                await connection.StartAsync(stop);
                // One that is busy has not heard it.
                connected = (await connection.InvokeAsync<Reply>(nameof(ICareHub.Hello), device, stop)).Error != HubErrors.Busy;
                if (!connected)
                    await connection.StopAsync(stop);
            }
            catch (HttpRequestException refused) when (refused.StatusCode == HttpStatusCode.Unauthorized)
            {
                // The session has ended; who calls is told so by the call.
                await End();
            }
#pragma warning disable CA1031 // Whatever kept it from connecting may be over at the next attempt.
            catch (Exception)
#pragma warning restore CA1031
            {
                await connection.StopAsync();
            }
        }

        back.TrySetResult();
        // What ended it in the meantime saw that it was being made again.
        if (connected && (connection.State == HubConnectionState.Connected || !Lost())) Reconnected?.Invoke();
    }

    // Spread out from the first attempt on, so that a node is not met by everybody at once whom another one lost.
    private static TimeSpan Wait(int attempt)
    {
        var most = Math.Min(30_000, 2_000 * (1 << Math.Min(attempt, 4)));
        return TimeSpan.FromMilliseconds(Random.Shared.Next(most / 10, most));
    }

    // Not all at the same moment who were told the same.
    private static TimeSpan Later(int retryAfter) => TimeSpan.FromSeconds(Math.Max(1, retryAfter) * (1 + Random.Shared.NextDouble()));
}
