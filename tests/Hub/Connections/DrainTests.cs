using CareConnect.Client;
using CareConnect.Hub.Connections;
using CareConnect.Protocol;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace CareConnect.Hub.Tests.Connections;

/// <summary>A process of a clinic that stops while devices are connected to it.</summary>
[Collection(nameof(RunningClinic))]
public sealed class DrainTests(RunningClinic clinic)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_device_that_is_told_to_move_leaves_by_itself()
    {
        await using var node = new RunningClinic.Host(clinic.Folder);
        await using var danas = new CareHubConnection(node.Address, clinic.Dana.Api.AccessToken!, clinic.Dana.Keys.Device.Key.PublicKey.ToArray());
        Assert.Null((await danas.Start(Stop)).Error);
        Assert.NotEmpty(node.Services.GetRequiredService<OpenConnections>().Sessions);

        await node.Services.GetRequiredService<NodeDrain>().Run(Stop);

        Assert.Empty(node.Services.GetRequiredService<OpenConnections>().Sessions);
    }

    [Fact]
    public async Task A_device_that_does_not_move_holds_the_stop_up_no_longer_than_the_limit()
    {
        await using var node = new RunningClinic.Host(clinic.Folder, ("Drain:Seconds", "1"));
        var told = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var deaf = new HubConnectionBuilder()
            .WithUrl(new Uri(node.Address, "hub"), HttpTransportType.WebSockets, options =>
                options.AccessTokenProvider = () => Task.FromResult<string?>(clinic.Dana.Api.AccessToken))
            .AddMessagePackProtocol()
            .Build();
        deaf.On<int>(nameof(ICareClient.Moving), within => told.TrySetResult(within));
        await deaf.StartAsync(Stop);

        await node.Services.GetRequiredService<NodeDrain>().Run(Stop).WaitAsync(TimeSpan.FromSeconds(60), Stop);

        Assert.Equal(0, await told.Task.WaitAsync(TimeSpan.FromSeconds(20), Stop));
        Assert.Equal(HubConnectionState.Connected, deaf.State);
    }
}
