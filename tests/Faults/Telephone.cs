using CareConnect.Client;
using CareConnect.Protocol;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace CareConnect.Faults.Tests;

/// <summary>A person's connection to whichever process lives. It asks until it is answered, as a browser does.</summary>
internal sealed class Telephone(string login, ClinicProcess[] processes) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private HubConnection? hub;
    private string? token;
    private int turn = Math.Abs(login.GetHashCode(StringComparison.Ordinal));

    public string Login => login;

    /// <summary>Sends it until there is an answer: the same call again after a process died with it.</summary>
    public async Task<T> Ask<T>(string method, CancellationToken stop, params object[] arguments)
    {
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
            patience.CancelAfter(Patience);
            try
            {
                var connected = hub ??= await Connect(patience.Token);
                return (T)(await connected.InvokeCoreAsync(method, typeof(T), arguments, patience.Token))!;
            }
            catch (Exception exception) when (!stop.IsCancellationRequested && exception is not InvalidDataException)
            {
                // However a connection to a killed process breaks: the person asks again.
                await Drop();
                await Task.Delay(100, stop);
            }
        }
    }

    public async ValueTask DisposeAsync() => await Drop();

    private async Task<HubConnection> Connect(CancellationToken stop)
    {
        var address = processes[turn++ % processes.Length].Address;
        if (token is null)
        {
            using var http = new HttpClient { BaseAddress = address };
            var api = new CareApi(http);
            if (await api.SignIn(login, ClinicRows.Password, stop) is { } error) throw new InvalidDataException($"{login} could not sign in: {error}");
            token = api.AccessToken;
        }

        var connection = new HubConnectionBuilder()
            .WithUrl(
                new Uri(address, "hub"), HttpTransportType.WebSockets,
                options => options.AccessTokenProvider = () => Task.FromResult<string?>(token))
            .AddMessagePackProtocol()
            .Build();
        try
        {
            await connection.StartAsync(stop);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task Drop()
    {
        if (hub is not { } old) return;
        hub = null;
        try
        {
            await old.DisposeAsync();
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or HttpRequestException)
        {
            // The process at the other end is dead already.
        }
    }
}
