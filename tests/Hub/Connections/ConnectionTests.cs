using System.Net;
using System.Net.WebSockets;
using System.Text;
using CareConnect.Client;
using CareConnect.Crypto;
using CareConnect.Crypto.Verification;
using CareConnect.Hub.Connections;
using CareConnect.Hub.Tests.Backplane;
using CareConnect.Protocol;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Limits = CareConnect.Protocol.Limits;

namespace CareConnect.Hub.Tests.Connections;

[Collection(nameof(RunningClinic))]
public sealed class ConnectionTests(RunningClinic clinic)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sign_out_ends_the_connection_and_the_session()
    {
        Person person = await clinic.Join(clinic.Tom, "patient");
        var heard = new Heard(person.Client);
        await using HubConnection raw = await Connect(person.Client.Api.AccessToken!);
        var closed = new TaskCompletionSource();
        raw.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };

        using HttpResponseMessage answer = await Send(HttpMethod.Post, "/sign-out", person.Client.Api.AccessToken);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await heard.Until(() => heard.SignedOut);
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        using HttpResponseMessage me = await Send(HttpMethod.Get, "/api/me", person.Client.Api.AccessToken);
        Assert.Equal(HttpStatusCode.Unauthorized, me.StatusCode);
        await Assert.ThrowsAnyAsync<Exception>(() => Connect(person.Client.Api.AccessToken!));
    }

    [Fact]
    public async Task A_call_that_is_made_while_the_client_connects_again_waits_for_it()
    {
        Person person = await clinic.Join(clinic.Tom, "patient");
        CareHubConnection hub = person.Client.Hub;
        List<Guid> sessions = clinic.Read(sql => sql.List(
            "SELECT s.Id FROM Sessions s JOIN Accounts a ON a.Id = s.AccountId WHERE a.Person = ?1", row => row.GetGuid(0), person.Client.Person.ToString()));
        foreach (HubCallerContext connection in sessions.SelectMany(clinic.Get<OpenConnections>().Of)) connection.Abort();
        await Eventually.TrueAsync(() => hub.State == HubConnectionState.Reconnecting, "the client connects again");

        Assert.Null((await hub.MyAlert()).Error);
        Assert.Equal(HubConnectionState.Connected, hub.State);
    }

    [Fact]
    public async Task A_session_that_another_process_ended_is_closed_here_too()
    {
        Person person = await clinic.Join(clinic.Tom, "patient");
        var heard = new Heard(person.Client);
        await using (var other = new RunningClinic.Host(clinic.Folder))
        {
            using var http = new HttpClient { BaseAddress = other.Address };
            http.DefaultRequestHeaders.Authorization = new("Bearer", person.Client.Api.AccessToken);
            using HttpResponseMessage answer = await http.PostAsync(new Uri("/sign-out", UriKind.Relative), null, Stop);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }

        await heard.Until(() => heard.SignedOut);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://localhost:1")]
    public async Task A_foreign_origin_is_refused_at_the_hub_and_at_unsafe_endpoints(string origin)
    {
        using HttpResponseMessage hub = await Send(HttpMethod.Post, "/hub/negotiate?negotiateVersion=1", clinic.Maya.Api.AccessToken, origin);
        using HttpResponseMessage upgrade = await Send(HttpMethod.Get, "/hub", clinic.Maya.Api.AccessToken, origin);
        using HttpResponseMessage commit = await Send(HttpMethod.Post, "/api/commits", clinic.Maya.Api.AccessToken, origin);

        Assert.Equal(HttpStatusCode.Forbidden, hub.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, upgrade.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, commit.StatusCode);
    }

    [Fact]
    public async Task The_clinics_own_origin_is_welcome()
    {
        using HttpResponseMessage hub = await Send(
            HttpMethod.Post, "/hub/negotiate?negotiateVersion=1", clinic.Maya.Api.AccessToken, clinic.Address.GetLeftPart(UriPartial.Authority));

        Assert.Equal(HttpStatusCode.OK, hub.StatusCode);
    }

    [Fact]
    public async Task A_frame_over_the_limit_closes_only_its_own_connection_and_stores_nothing()
    {
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);
        await using HubConnection raw = await Connect(clinic.Maya.Api.AccessToken!);
        var closed = new TaskCompletionSource();
        raw.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };

        await Assert.ThrowsAnyAsync<Exception>(() => raw.InvokeAsync<PostReply>("Post", new byte[Limits.HubFrame + 1], Stop));
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        Assert.Equal(1, (await clinic.Maya.Hub.Since(thread.Circle.ToString(), 0)).Last);
    }

    [Fact]
    public async Task A_malformed_frame_closes_only_its_own_connection()
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", "Bearer " + clinic.Maya.Api.AccessToken);
        await socket.ConnectAsync(new UriBuilder(clinic.Address) { Scheme = "ws", Path = "/hub" }.Uri, Stop);
        await socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"messagepack\",\"version\":2}\u001e"), WebSocketMessageType.Text, true, Stop);
        byte[] buffer = new byte[4096];
        await socket.ReceiveAsync(buffer, Stop);
        await socket.SendAsync(new byte[] { 0xff, 0xff, 0xff, 0xff, 0x7f, 1, 2, 3 }, WebSocketMessageType.Binary, true, Stop);

        while (socket.State == WebSocketState.Open && (await socket.ReceiveAsync(buffer, Stop)).MessageType != WebSocketMessageType.Close)
        {
            // A ping may come before the close.
        }

        Assert.Equal(WebSocketState.CloseReceived, socket.State);
        Assert.Null((await clinic.Maya.Hub.Hello(clinic.Maya.Keys.Device.Key.PublicKey.ToArray())).Error);
    }

    [Fact]
    public async Task Arguments_of_the_wrong_type_are_refused_and_the_connection_is_kept()
    {
        await using HubConnection raw = await Connect(clinic.Maya.Api.AccessToken!);

        await Assert.ThrowsAsync<HubException>(() => raw.InvokeAsync<PostReply>("Post", 42, Stop));
        await Assert.ThrowsAsync<HubException>(() => raw.InvokeAsync<PostReply>("Post", Stop));
        await Assert.ThrowsAsync<HubException>(() => raw.InvokeAsync<PostReply>("NoSuchMethod", Stop));
        Assert.Equal(HubErrors.Malformed, (await raw.InvokeAsync<EntriesReply>("Since", null, 0L, Stop)).Error);
        Assert.Equal(HubErrors.Malformed, (await raw.InvokeAsync<EntriesReply>("Since", "short", 0L, Stop)).Error);
        Assert.Equal(HubErrors.Malformed, (await raw.InvokeAsync<EntriesReply>("Since", clinic.Team.ToString(), -1L, Stop)).Error);
        Assert.Equal(HubConnectionState.Connected, raw.State);
    }

    [Fact]
    public async Task A_device_on_no_card_is_not_bound()
    {
        using var stranger = new DeviceKey();

        Assert.Equal(HubErrors.UnknownDevice, (await clinic.Maya.Hub.Hello(stranger.PublicKey.ToArray())).Error);
        Assert.Equal(HubErrors.Malformed, (await clinic.Maya.Hub.Hello([1, 2, 3])).Error);
        Assert.Equal(nameof(Refusal.SmallOrderKey), (await clinic.Maya.Hub.Hello(new byte[32])).Error);
    }

    [Fact]
    public async Task Who_calls_too_often_is_told_when_to_come_back_but_help_is_never_refused()
    {
        Person patient = await clinic.Join(clinic.Tom, "patient");
        await using var slow = new RunningClinic.Host(clinic.Folder, ("Limits:Burst", "3"), ("Limits:PerSecond", "1"));
        await using var hub = new CareHubConnection(slow.Address, patient.Client.Api.AccessToken!, patient.Client.Keys.Device.Key.PublicKey.ToArray());
        await hub.Start(Stop);

        // A hint is not made again; what matters waits as long as it is told to, and is done.
        Reply reply;
        do reply = await hub.Typing(clinic.Team.ToString());
        while (reply.Error != HubErrors.Busy);
        Assert.Equal(1, reply.RetryAfter);
        Assert.Equal(HubErrors.Malformed, (await hub.Post([])).Error);
        do reply = await hub.Typing(clinic.Team.ToString());
        while (reply.Error != HubErrors.Busy);
        Guid alert = patient.Client.NewId();
        for (int i = 0; i < 10; i++)
            Assert.Null((await hub.RaiseAlert(alert, "help-button")).Error);
    }

    [Fact]
    public async Task Help_is_raised_whatever_the_keys_say()
    {
        // A person without any key, and one whose thread is stale.
        Person inviter = await clinic.Join(clinic.Priya, "front-desk");
        using var invitation = new Crypto.Invitation(ClinicId());
        Assert.Null((await inviter.Client.Api.Invite(new NewInvitation(invitation.TokenHash().ToArray(), "patient", false, "Nobody yet", [1]))).Error);
        CareApi api = clinic.NewApi();
        Assert.Null((await api.Join(new Join(invitation.Token(), "without-keys", "correct horse battery"), Stop)).Error);
        Assert.Null(await api.SignIn("without-keys", "correct horse battery", Stop));
        await using HubConnection raw = await Connect(api.AccessToken!);

        Guid alert = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        RaiseReply reply = await raw.InvokeAsync<RaiseReply>("RaiseAlert", alert, "help-button", Stop);
        Assert.Equal((null, alert), (reply.Error, reply.Alert));
        Assert.NotNull((await raw.InvokeAsync<AlertReply>("MyAlert", Stop)).Alert);
    }

    private Hash ClinicId() => Hash.TryParse(clinic.Read(sql => sql.Text("SELECT Circle FROM Clinic")), out Hash id) ? id : throw new InvalidOperationException();

    private async Task<HubConnection> Connect(string token)
    {
        HubConnection connection = new HubConnectionBuilder()
            .WithUrl(new Uri(clinic.Address, "hub"), options => options.AccessTokenProvider = () => Task.FromResult<string?>(token))
            .AddMessagePackProtocol()
            .Build();
        await connection.StartAsync(Stop);
        return connection;
    }

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, string? token, string? origin = null)
    {
        using var http = new HttpClient { BaseAddress = clinic.Address };
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (method == HttpMethod.Post)
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        return await http.SendAsync(request, Stop);
    }
}
