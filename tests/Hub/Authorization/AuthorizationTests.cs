using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using CareConnect.Client;
using CareConnect.Protocol;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace CareConnect.Hub.Tests.Authorization;

/// <summary>The table is whole, and it is kept.</summary>
[Collection(nameof(RunningClinic))]
public sealed partial class AuthorizationTests(RunningClinic clinic)
{
    private static readonly Guid Unknown = new("01234567-89ab-7def-8123-456789abcdef");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_endpoint_of_the_api_stands_in_the_table()
    {
        Assert.Equal(
            AuthorizationTable.Endpoints.Keys.Order(),
            Endpoints().Where(endpoint => endpoint.Key.Contains(" /api", StringComparison.Ordinal)).Select(endpoint => endpoint.Key).Order());
    }

    [Fact]
    public void Every_method_of_the_hub_stands_in_the_table()
    {
        Assert.Equal(
            AuthorizationTable.HubMethods.Keys.Order(),
            typeof(Hub.Connections.CareHub).GetMethods().Where(method => method.DeclaringType == typeof(Hub.Connections.CareHub) && !method.IsVirtual)
                .Concat(typeof(ICareHub).GetMethods()).Select(method => method.Name).Distinct().Order());
    }

    [Fact]
    public void Nothing_but_what_is_listed_answers_without_a_session()
    {
        string[] open = [.. Endpoints().Where(endpoint => endpoint.Value.Metadata.GetMetadata<IAllowAnonymous>() is not null
                && !endpoint.Key.Contains(" /api", StringComparison.Ordinal))
            .Select(endpoint => endpoint.Key[(endpoint.Key.IndexOf(' ', StringComparison.Ordinal) + 1)..]).Distinct().Order()];

        Assert.Equal([], open.Except(AuthorizationTable.OpenPages));
    }

    [Fact]
    public async Task Without_a_session_nothing_is_answered()
    {
        using var http = new HttpClient { BaseAddress = clinic.Address };
        foreach ((string name, May may) in AuthorizationTable.Endpoints)
        {
            using HttpResponseMessage answer = await Call(http, name);
            if (may == May.Anyone)
                Assert.NotEqual(HttpStatusCode.Unauthorized, name == "POST /api/token" ? HttpStatusCode.OK : answer.StatusCode);
            else
                Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{name}: {answer.StatusCode}");
        }

        using HttpResponseMessage hub = await http.PostAsync(new Uri("/hub/negotiate?negotiateVersion=1", UriKind.Relative), null, Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, hub.StatusCode);
    }

    [Fact]
    public async Task What_is_for_staff_is_refused_to_patients()
    {
        using var http = new HttpClient { BaseAddress = clinic.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", clinic.Sam.Api.AccessToken);
        foreach (string name in AuthorizationTable.Endpoints.Where(row => row.Value == May.Staff).Select(row => row.Key))
        {
            using HttpResponseMessage answer = await Call(http, name);
            Assert.True(answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{name}: {answer.StatusCode}");
        }

        foreach (string method in AuthorizationTable.HubMethods.Where(row => row.Value == May.Staff).Select(row => row.Key))
            Assert.Contains(await Ask(clinic.Sam.Hub, method), (string?[])[HubErrors.NotAllowed, HubErrors.NotFound]);
    }

    [Fact]
    public async Task What_is_for_patients_is_refused_to_staff()
    {
        foreach (string method in AuthorizationTable.HubMethods.Where(row => row.Value == May.Patient).Select(row => row.Key))
            Assert.Contains(await Ask(clinic.Dana.Hub, method), (string?[])[HubErrors.NotAllowed, HubErrors.NotFound]);
    }

    [Fact]
    public async Task The_crisis_board_is_refused_to_staff_of_no_crisis_team()
    {
        foreach (string method in (string[])["Board", "AlertShown", "TakeAlert", "GiveBack", "ContactMade", "CloseAlert", "StartDrill", "EndDrill", "Drills"])
            Assert.Contains(await Ask(clinic.Tom.Hub, method), (string?[])[HubErrors.NotAllowed, HubErrors.NotFound]);
    }

    [Fact]
    public async Task A_session_that_has_ended_gets_nothing_from_any_method()
    {
        Person person = await clinic.Join(clinic.Tom, "patient");
        await using var late = new RunningClinic.Host(clinic.Folder);
        await using HubConnection raw = new HubConnectionBuilder()
            .WithUrl(new Uri(late.Address, "hub"), options => options.AccessTokenProvider = () => Task.FromResult(person.Client.Api.AccessToken))
            .AddMessagePackProtocol()
            .Build();
        await raw.StartAsync(Stop);

        // Ended in the database, and not yet noticed where it is connected: each call asks first.
        var refused = new List<string?>();
        foreach (string method in AuthorizationTable.HubMethods.Keys)
        {
            Task end = clinic.Get<Hub.Storage.WriterQueue>().Run(tx => tx.Execute(
                "UPDATE Sessions SET EndedAt = 1 WHERE AccountId = (SELECT Id FROM Accounts WHERE UserName = ?1)", person.Login));
            await end;
            try
            {
                refused.Add(await Ask(raw, method));
            }
            catch (Exception) when (raw.State != HubConnectionState.Connected)
            {
                break;
            }
        }

        Assert.NotEmpty(refused);
        Assert.All(refused, error => Assert.Equal(HubErrors.NotAllowed, error));
    }

    [Fact]
    public async Task A_disabled_account_gets_nothing()
    {
        Person person = await clinic.Join(clinic.Tom, "patient");
        await clinic.Get<Hub.Storage.WriterQueue>().Run(tx => tx.Execute("UPDATE Accounts SET Enabled = FALSE WHERE UserName = ?1", person.Login));

        await Assert.ThrowsAsync<HttpRequestException>(() => person.Client.Api.Me());
        Assert.Equal(HubErrors.NotAllowed, await clinic.NewApi().SignIn(person.Login, person.Password));
    }

    // A call that would be well-formed for who may make it, about nothing that exists.
    private static async Task<string?> Ask(CareHubConnection hub, string method) => method switch
    {
        "Queue" => (await hub.Queue()).Error,
        "Claim" => (await hub.Claim(Unknown)).Error,
        "Release" => (await hub.Release(Unknown)).Error,
        "Reroute" => (await hub.Reroute(Unknown, new string('A', 43), "cover-needed")).Error,
        "LowerLevel" => (await hub.LowerLevel(Unknown, "routine", "spoke-with-patient")).Error,
        "StepDownRisk" => (await hub.StepDownRisk(Unknown, "low", "spoke-with-patient")).Error,
        "RecordNoShow" => (await hub.RecordNoShow(Unknown)).Error,
        "HandOver" => (await hub.HandOver(Unknown, new string('A', 43))).Error,
        "Tasks" => (await hub.Tasks()).Error,
        "FinishTask" => (await hub.FinishTask(Unknown)).Error,
        "HandTask" => (await hub.HandTask(Unknown, new string('A', 43))).Error,
        "Close" => (await hub.Close(Unknown, "answered")).Error,
        "RaiseAlert" => (await hub.RaiseAlert(Unknown, "help-button")).Error,
        "MyAlert" => (await hub.MyAlert()).Error,
        "Board" => (await hub.Board()).Error,
        "AlertShown" => (await hub.AlertShown(Unknown)).Error,
        "TakeAlert" => (await hub.TakeAlert(Unknown)).Error,
        "ContactMade" => (await hub.ContactMade(Unknown)).Error,
        "RaiseFor" => (await hub.RaiseFor(Unknown, Unknown)).Error,
        "GiveBack" => (await hub.GiveBack(Unknown)).Error,
        "StartDrill" => (await hub.StartDrill(Unknown)).Error,
        "EndDrill" => (await hub.EndDrill(Unknown)).Error,
        "Drills" => (await hub.Drills()).Error,
        "CloseAlert" => (await hub.CloseAlert(Unknown, "safe-with-plan", new string('A', 43), 4102444800000)).Error,
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "No probe."),
    };

    private static async Task<string?> Ask(HubConnection hub, string method) => method switch
    {
        "Hello" => (await hub.InvokeAsync<Reply>(method, new byte[32], Stop)).Error,
        "Post" => (await hub.InvokeAsync<PostReply>(method, new byte[200], Stop)).Error,
        "Since" => (await hub.InvokeAsync<EntriesReply>(method, new string('A', 43), 0L, Stop)).Error,
        "Opened" or "CannotOpen" => (await hub.InvokeAsync<Reply>(method, new string('A', 43), 1L, Stop)).Error,
        "Typing" => (await hub.InvokeAsync<Reply>(method, new string('A', 43), Stop)).Error,
        "Report" => (await hub.InvokeAsync<Reply>(method, new string('A', 43), 1L, "RolledBack", Stop)).Error,
        "Queue" => (await hub.InvokeAsync<QueueReply>(method, Stop)).Error,
        "Claim" or "TakeAlert" => (await hub.InvokeAsync<TakeReply>(method, Unknown, Stop)).Error,
        "Release" or "ContactMade" or "AlertShown" or "GiveBack" or "EndDrill" => (await hub.InvokeAsync<Reply>(method, Unknown, Stop)).Error,
        "Reroute" => (await hub.InvokeAsync<Reply>(method, Unknown, "team", "reason", Stop)).Error,
        "LowerLevel" => (await hub.InvokeAsync<Reply>(method, Unknown, "routine", "spoke-with-patient", Stop)).Error,
        "StepDownRisk" => (await hub.InvokeAsync<Reply>(method, Unknown, "low", "spoke-with-patient", Stop)).Error,
        "RecordNoShow" => (await hub.InvokeAsync<Reply>(method, Unknown, Stop)).Error,
        "HandOver" or "HandTask" => (await hub.InvokeAsync<Reply>(method, Unknown, "person", Stop)).Error,
        "Tasks" => (await hub.InvokeAsync<TasksReply>(method, Stop)).Error,
        "FinishTask" => (await hub.InvokeAsync<Reply>(method, Unknown, Stop)).Error,
        "Close" => (await hub.InvokeAsync<Reply>(method, Unknown, "answered", Stop)).Error,
        "RaiseAlert" => (await hub.InvokeAsync<RaiseReply>(method, Unknown, "help-button", Stop)).Error,
        "RaiseFor" => (await hub.InvokeAsync<RaiseReply>(method, Unknown, Unknown, Stop)).Error,
        "StartDrill" => (await hub.InvokeAsync<RaiseReply>(method, Unknown, Stop)).Error,
        "Drills" => (await hub.InvokeAsync<DrillsReply>(method, Stop)).Error,
        "MyAlert" => (await hub.InvokeAsync<AlertReply>(method, Stop)).Error,
        "Board" => (await hub.InvokeAsync<BoardReply>(method, Stop)).Error,
        "CloseAlert" => (await hub.InvokeAsync<Reply>(method, Unknown, "safe-with-plan", "person", 1L, Stop)).Error,
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "No probe."),
    };

    private async Task<HttpResponseMessage> Call(HttpClient http, string name)
    {
        string[] parts = name.Split(' ');
        string path = parts[1].Replace("{person}", clinic.Dana.Person.ToString(), StringComparison.Ordinal)
            .Replace("{circle}", clinic.Team.ToString(), StringComparison.Ordinal).Replace("{team}", clinic.Team.ToString(), StringComparison.Ordinal)
            .Replace("{record}", Unknown.ToString(), StringComparison.Ordinal);
        path = path.Replace("{schedule}", Unknown.ToString(), StringComparison.Ordinal);
        if (path.EndsWith("/copies", StringComparison.Ordinal))
            path += "?from=0";
        using var request = new HttpRequestMessage(new HttpMethod(parts[0]), new Uri(path, UriKind.Relative));
        if (parts[0] != "GET")
            request.Content = new StringContent(Body(name), Encoding.UTF8, "application/json");
        return await http.SendAsync(request, Stop);
    }

    private string Body(string name) => name switch
    {
        "PUT /api/on-call/schedules/{schedule}" => """{"name":"Line","timeZone":null,"rotations":[],"version":0}""",
        "POST /api/on-call/overrides" => $$"""{"schedule":"{{Unknown}}","from":0,"until":1,"person":null}""",
        "PUT /api/on-call/policy" => """{"name":"Alerts","steps":[],"last":null,"lastSeconds":0,"version":0}""",
        "PUT /api/teams/{team}" => """{"care":"therapy","proposedName":""}""",
        "POST /api/invitations" => $$"""{"tokenHash":"{{Convert.ToBase64String(new byte[32])}}","role":"patient","steward":false,"name":"Pat","sealed":"AQ=="}""",
        "POST /api/me/push" => """{"endpoint":"https://fcm.googleapis.com/fcm/send/x","p256dh":"x","auth":"x","language":"en"}""",
        "POST /api/vouches" => $$"""{"vouch":"{{Convert.ToBase64String(SamsVouch())}}"}""",
        _ => "{}",
    };

    private byte[] SamsVouch() => clinic.Sam.Keys.Device.Key.Sign(Crypto.Verification.Vouch.ToBody(
        clinic.Sam.Directory.Clinic.Name, clinic.Sam.Person, Encoding.ASCII.GetBytes(Unknown.ToString("D")),
        Crypto.Verification.VouchMethod.InPerson, clinic.Sam.Person, clinic.Sam.Keys.Device.Key.PublicKey, 1));

    private Dictionary<string, RouteEndpoint> Endpoints()
    {
        var found = new Dictionary<string, RouteEndpoint>();
        foreach (RouteEndpoint endpoint in clinic.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            string route = "/" + Constraint().Replace(endpoint.RoutePattern.RawText ?? "", "}").Trim('/');
            foreach (string method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["ANY"])
                found[$"{method} {route}"] = endpoint;
        }

        return found;
    }

    [GeneratedRegex(@":(length\(\d+\)|guid)\}")]
    private static partial Regex Constraint();
}
