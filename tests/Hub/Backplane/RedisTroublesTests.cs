using System.Collections.Concurrent;
using System.Net.Http.Json;
using CareConnect.Client;
using CareConnect.Faults.Tests.Network;
using CareConnect.Hub.Tests.Conversations;
using CareConnect.Protocol;

namespace CareConnect.Hub.Tests.Backplane;

/// <summary>The whole program on two nodes whose Redis is in trouble: nothing that people do fails, or waits for it.</summary>
[Collection(nameof(RunningClinic))]
public sealed class RedisTroublesTests(RunningClinic clinic)
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(60);

    public enum Trouble
    {
        Absent,
        Lost,
        Hung,
        HalfOpen,
    }

    [Theory]
    [InlineData(Trouble.Absent)]
    [InlineData(Trouble.Lost)]
    [InlineData(Trouble.Hung)]
    [InlineData(Trouble.HalfOpen)]
    public async Task Sending_alerts_signing_in_and_connecting_go_on(Trouble trouble)
    {
        await using var redis = trouble == Trouble.Absent ? RedisServer.Absent() : await RedisServer.StartedAsync();
        await using var proxy = new FaultyProxy(redis.Port);
        (string, string) setting = ("ConnectionStrings:Redis", $"127.0.0.1:{proxy.Port}");
        await using var one = new RunningClinic.Host(clinic.Folder, setting);
        await using var two = new RunningClinic.Host(clinic.Folder, setting);
        var patient = await clinic.Join(clinic.Tom, "patient");
        var hers = await patient.Client.StartThread(clinic.Team);
        await using var dana = await Connected(two, clinic.Dana);
        var heard = new ConcurrentQueue<long>();
        dana.Appended += (circle, entry) =>
        {
            if (circle == hers.Circle.ToString()) heard.Enqueue(entry.Number);
        };
        await using var maya = await Connected(one, patient.Client);
        if (trouble != Trouble.Absent) await HeardAcross();

        switch (trouble)
        {
            case Trouble.Lost:
                await redis.StopAsync();
                break;
            case Trouble.Hung:
                await redis.StallAsync();
                break;
            case Trouble.HalfOpen:
                proxy.Set(Weather.HalfOpen);
                break;
        }

        // (1) Sending: acknowledged on one node, in the log of the other.
        var sent = await Post().WaitAsync(AtOnce);
        Assert.Contains((await dana.Since(hers.Circle.ToString(), 0).WaitAsync(AtOnce)).Entries, entry => entry.Number == sent);

        // (2) Signing in and connecting, on either node.
        using var http = new HttpClient { BaseAddress = two.Address };
        var api = new CareApi(http);
        Assert.Null(await api.SignIn(patient.Login, patient.Password).WaitAsync(AtOnce));
        await using var phone = new CareHubConnection(two.Address, api.AccessToken!, patient.Client.Keys.Device.Key.PublicKey.ToArray());
        Assert.Null((await phone.Start().WaitAsync(AtOnce)).Error);

        // (3) An alert, and who takes it on the other node.
        await using var luis = await Connected(two, clinic.Luis);
        var alert = patient.Client.NewId();
        Assert.Null((await maya.RaiseAlert(alert, "help-button").WaitAsync(AtOnce)).Error);
        Assert.Contains((await luis.Board().WaitAsync(AtOnce)).Alerts, row => row.Alert == alert);
        Assert.Null((await luis.TakeAlert(alert).WaitAsync(AtOnce)).Error);
        Assert.Equal(clinic.Luis.Person.ToString(), (await maya.MyAlert().WaitAsync(AtOnce)).Alert!.Owner);

        // (4) It is well again: so are pushes across nodes.
        if (trouble is Trouble.Absent or Trouble.Lost) await redis.StartAsync();
        if (trouble == Trouble.Hung) await redis.GoOnAsync();
        proxy.Set(Weather.Fair);
        await HeardAcross();
        Assert.Equal("Healthy", (await http.GetFromJsonAsync<Health>(new Uri("/health/ready", UriKind.Relative), Stop))!.Parts["backplane"]);
        Assert.Null((await luis.ContactMade(alert)).Error);

        async Task<long> Post()
        {
            var reply = await maya.Post(PostMessageTests.Sealed(patient.Client, hers).Bytes.ToArray());
            Assert.Null(reply.Error);
            return reply.Number;
        }

        // A push is a hint: one may be lost until the nodes have found each other.
        Task HeardAcross()
        {
            heard.Clear();
            return HeardSince();
        }

        Task HeardSince() => Eventually.TrueAsync(
            async () =>
            {
                await Post();
                return !heard.IsEmpty;
            },
            "a push is heard across nodes");
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private sealed record Health(string Status, Dictionary<string, string> Parts);

    private static async Task<CareHubConnection> Connected(RunningClinic.Host node, CareClient who)
    {
        var hub = new CareHubConnection(node.Address, who.Api.AccessToken!, who.Keys.Device.Key.PublicKey.ToArray());
        Assert.Null((await hub.Start().WaitAsync(AtOnce)).Error);
        return hub;
    }
}
