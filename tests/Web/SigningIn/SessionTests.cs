using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using CareConnect.Protocol;
using Microsoft.EntityFrameworkCore;

namespace CareConnect.Web.Tests.SigningIn;

public sealed class SessionTests(StaffedClinic clinic) : IClassFixture<StaffedClinic>
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Signing_out_ends_the_session_even_for_who_kept_the_cookie()
    {
        var login = await clinic.Browser().SignIn("dana", ClinicHost.Password);
        var cookie = login.Headers.GetValues("Set-Cookie").First(value => value.StartsWith("__Host-careconnect", StringComparison.Ordinal)).Split(';')[0];
        var browser = await clinic.SignedIn("dana");
        Assert.Equal(HttpStatusCode.OK, (await Kept(cookie)).StatusCode);

        await using var db = await clinic.Database();
        var sessions = await db.Sessions.Where(session => session.EndedAt == null).CountAsync(Cancelled);
        var left = await browser.PostForm("/sign-out", await browser.Page("/settings"));

        Assert.Equal("/sign-in?out=true", left.Headers.Location?.OriginalString);
        Assert.Equal(sessions - 1, await db.Sessions.Where(session => session.EndedAt == null).CountAsync(Cancelled));
        Assert.Equal("/sign-in", (await browser.GetAsync("/settings", Cancelled)).Headers.Location?.AbsolutePath);
        // The other browser's session is another one.
        Assert.Equal(HttpStatusCode.OK, (await Kept(cookie)).StatusCode);

        await db.Sessions.ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAt, 1), Cancelled);
        Assert.Equal(HttpStatusCode.Redirect, (await Kept(cookie)).StatusCode);
    }

    [Fact]
    public async Task Signing_out_needs_the_forms_token()
    {
        var browser = await clinic.SignedIn("maya");

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Post("/sign-out", [])).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/settings", Cancelled)).StatusCode);
    }

    [Fact]
    public async Task A_disabled_account_is_nobody_at_the_next_request()
    {
        var account = await clinic.Add("leaving", Domain.People.Role.Clinician);
        var browser = await clinic.SignedIn("leaving");
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/settings", Cancelled)).StatusCode);

        await using var db = await clinic.Database();
        await db.Users.Where(user => user.Id == account.Id).ExecuteUpdateAsync(set => set.SetProperty(user => user.Enabled, false), Cancelled);

        var answer = await browser.GetAsync("/settings", Cancelled);
        Assert.Equal("/sign-in", answer.Headers.Location?.AbsolutePath);
        Assert.Contains(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("__Host-careconnect=;", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bearer_token_serves_the_net_client_until_its_session_ends()
    {
        var client = clinic.Browser();
        var answer = await client.PostAsJsonAsync("/api/token", new SignIn("tom", ClinicHost.Password), Cancelled);
        var token = await answer.Content.ReadFromJsonAsync<Token>(Cancelled);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token!.AccessToken);

        var self = await client.GetFromJsonAsync<Self>("/api/me", Cancelled);
        Assert.Equal("front-desk", self!.Role);
        Assert.False(answer.Headers.Contains("Set-Cookie"));

        Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsync("/sign-out", null, Cancelled)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/me", Cancelled)).StatusCode);
    }

    [Fact]
    public async Task A_wrong_password_gets_no_token()
    {
        var answer = await clinic.Browser().PostAsJsonAsync("/api/token", new SignIn("tom", "wrong"), Cancelled);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(HubErrors.NotAllowed, (await answer.Content.ReadFromJsonAsync<Token>(Cancelled))!.Error);
    }

    [Fact]
    public async Task A_signed_in_page_says_when_the_session_ends_and_staying_moves_it()
    {
        var browser = await clinic.SignedIn("maya");

        Assert.Matches("data-session-ends=\"[0-9]{13}\"", await browser.Page("/home"));
        var stay = await browser.Post("/session/stay", []);
        Assert.Equal(HttpStatusCode.NoContent, stay.StatusCode);
        Assert.Matches("^[0-9]{13}$", Assert.Single(stay.Headers.GetValues("X-Session-Ends")));
        Assert.Contains(stay.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("__Host-careconnect=", StringComparison.Ordinal));
    }

    private async Task<HttpResponseMessage> Kept(string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/settings");
        request.Headers.Add("Cookie", cookie);
        var client = clinic.CreateClient(new() { BaseAddress = new("https://localhost"), AllowAutoRedirect = false, HandleCookies = false });
        return await client.SendAsync(request, Cancelled);
    }
}
