using CareConnect.Protocol;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace CareConnect.Client;

/// <summary>The hub, typed: calls as in <see cref="ICareHub"/>, hints as events. Reconnects for ever, with jitter.</summary>
public sealed class CareHubConnection : ICareHub, IAsyncDisposable
{
    private readonly HubConnection connection;
    private readonly byte[] device;

    /// <param name="device">The device's signing key, named to the hub on every connect.</param>
    public CareHubConnection(Uri address, string accessToken, byte[] device)
    {
        this.device = device;
        connection = new HubConnectionBuilder()
            .WithUrl(new Uri(address, "hub"), options => options.AccessTokenProvider = () => Task.FromResult<string?>(accessToken))
            .AddMessagePackProtocol()
            .WithAutomaticReconnect(new ForEver())
            .Build();
        connection.Reconnected += async _ =>
        {
            await Hello(this.device);
            Reconnected?.Invoke();
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
        connection.On(nameof(ICareClient.SignedOut), () => SignedOut?.Invoke());
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

    public HubConnectionState State => connection.State;

    public async Task<Reply> Start(CancellationToken stop = default)
    {
        await connection.StartAsync(stop);
        return await Hello(device);
    }

    public Task<Reply> Hello(byte[] device) => connection.InvokeAsync<Reply>(nameof(ICareHub.Hello), device);

    public Task<PostReply> Post(byte[] message) => connection.InvokeAsync<PostReply>(nameof(ICareHub.Post), message);

    public Task<EntriesReply> Since(string circle, long number) => connection.InvokeAsync<EntriesReply>(nameof(ICareHub.Since), circle, number);

    public Task<Reply> Opened(string circle, long number) => connection.InvokeAsync<Reply>(nameof(ICareHub.Opened), circle, number);

    public Task<Reply> Typing(string circle) => connection.InvokeAsync<Reply>(nameof(ICareHub.Typing), circle);

    public Task<Reply> CannotOpen(string circle, long epoch) => connection.InvokeAsync<Reply>(nameof(ICareHub.CannotOpen), circle, epoch);

    public Task<Reply> Report(string chain, long number, string refusal) =>
        connection.InvokeAsync<Reply>(nameof(ICareHub.Report), chain, number, refusal);

    public Task<QueueReply> Queue() => connection.InvokeAsync<QueueReply>(nameof(ICareHub.Queue));

    public Task<TakeReply> Claim(Guid item) => connection.InvokeAsync<TakeReply>(nameof(ICareHub.Claim), item);

    public Task<Reply> Release(Guid item) => connection.InvokeAsync<Reply>(nameof(ICareHub.Release), item);

    public Task<Reply> Reroute(Guid item, string team, string reason) => connection.InvokeAsync<Reply>(nameof(ICareHub.Reroute), item, team, reason);

    public Task<Reply> LowerLevel(Guid item, string level, string reason) =>
        connection.InvokeAsync<Reply>(nameof(ICareHub.LowerLevel), item, level, reason);

    public Task<Reply> StepDownRisk(Guid patient, string level, string reason) =>
        connection.InvokeAsync<Reply>(nameof(ICareHub.StepDownRisk), patient, level, reason);

    public Task<Reply> RecordNoShow(Guid patient) => connection.InvokeAsync<Reply>(nameof(ICareHub.RecordNoShow), patient);

    public Task<Reply> HandOver(Guid item, string person) => connection.InvokeAsync<Reply>(nameof(ICareHub.HandOver), item, person);

    public Task<Reply> Close(Guid item, string outcome) => connection.InvokeAsync<Reply>(nameof(ICareHub.Close), item, outcome);

    public Task<TasksReply> Tasks() => connection.InvokeAsync<TasksReply>(nameof(ICareHub.Tasks));

    public Task<Reply> FinishTask(Guid task) => connection.InvokeAsync<Reply>(nameof(ICareHub.FinishTask), task);

    public Task<Reply> HandTask(Guid task, string person) => connection.InvokeAsync<Reply>(nameof(ICareHub.HandTask), task, person);

    public Task<RaiseReply> RaiseAlert(Guid alert, string cause) => connection.InvokeAsync<RaiseReply>(nameof(ICareHub.RaiseAlert), alert, cause);

    public Task<AlertReply> MyAlert() => connection.InvokeAsync<AlertReply>(nameof(ICareHub.MyAlert));

    public Task<BoardReply> Board() => connection.InvokeAsync<BoardReply>(nameof(ICareHub.Board));

    public Task<Reply> AlertShown(Guid alert) => connection.InvokeAsync<Reply>(nameof(ICareHub.AlertShown), alert);

    public Task<TakeReply> TakeAlert(Guid alert) => connection.InvokeAsync<TakeReply>(nameof(ICareHub.TakeAlert), alert);

    public Task<RaiseReply> RaiseFor(Guid alert, Guid patient) => connection.InvokeAsync<RaiseReply>(nameof(ICareHub.RaiseFor), alert, patient);

    public Task<Reply> GiveBack(Guid alert) => connection.InvokeAsync<Reply>(nameof(ICareHub.GiveBack), alert);

    public Task<RaiseReply> StartDrill(Guid drill) => connection.InvokeAsync<RaiseReply>(nameof(ICareHub.StartDrill), drill);

    public Task<Reply> EndDrill(Guid drill) => connection.InvokeAsync<Reply>(nameof(ICareHub.EndDrill), drill);

    public Task<DrillsReply> Drills() => connection.InvokeAsync<DrillsReply>(nameof(ICareHub.Drills));

    public Task<Reply> ContactMade(Guid alert) => connection.InvokeAsync<Reply>(nameof(ICareHub.ContactMade), alert);

    public Task<Reply> CloseAlert(Guid alert, string disposition, string followUpOwner, long followUpAt) =>
        connection.InvokeAsync<Reply>(nameof(ICareHub.CloseAlert), alert, disposition, followUpOwner, followUpAt);

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private sealed class ForEver : IRetryPolicy
    {
        // Spread out, so that a restarted node is not met by everybody at once.
        public TimeSpan? NextRetryDelay(RetryContext retryContext)
        {
            var most = Math.Min(30_000, 500 * (1 << (int)Math.Min(retryContext.PreviousRetryCount, 6)));
            return TimeSpan.FromMilliseconds(Random.Shared.Next(most / 2, most));
        }
    }
}
