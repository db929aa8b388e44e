using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using CareConnect.Protocol;

namespace CareConnect.Hub.Tests.Authorization;

/// <summary>Bad bodies get a typed error, and no way in.</summary>
[Collection(nameof(RunningClinic))]
public sealed class HttpBodyTests(RunningClinic clinic)
{
    public static TheoryData<string, string> Malformed => new()
    {
        { "/api/me/card", "" },
        { "/api/me/card", "null" },
        { "/api/me/card", "[]" },
        { "/api/me/card", "{}" },
        { "/api/me/card", """{"card":null,"keyring":"","wraps":[],"tag":""}""" },
        { "/api/me/card", """{"card":"not base64!","keyring":"","wraps":[],"tag":""}""" },
        { "/api/me/card", """{"card":"","keyring":"","wraps":[null],"tag":""}""" },
        { "/api/commits", """{"manifest":"AAAA","copies":[null]}""" },
        { "/api/commits", """{"manifest":"AAAA","copies":null}""" },
        { "/api/commits", "{" },
        { "/api/vouches", """{"vouch":"AAAA"}""" },
        { "/api/invitations", """{"tokenHash":"","role":"patient","steward":false,"name":"x","sealed":"AQ=="}""" },
        { "/api/join", """{"token":"","login":"","password":""}""" },
        { "/api/join/look", """{"token":{"deep":{"deeper":{}}}}""" },
        { "/api/setup", """{"code":"","clinicName":"","timeZone":"","login":"","password":""}""" },
        { "/api/token", """{"login":null,"password":null}""" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_malformed_body_is_told_so(string path, string body)
    {
        using HttpResponseMessage answer = await Post(path, new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(HubErrors.Malformed, await Error(answer));
    }

    [Fact]
    public async Task A_body_of_another_type_is_refused()
    {
        using HttpResponseMessage answer = await Post("/api/commits", new StringContent("{}", Encoding.UTF8, "text/plain"));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Theory]
    [InlineData("/api/commits", Limits.HttpBody + 1)]
    [InlineData("/api/me/card", Limits.HttpBody + 1)]
    [InlineData("/api/join", 16 * 1024 + 1)]
    [InlineData("/api/setup", 16 * 1024 + 1)]
    public async Task A_body_over_its_limit_is_told_so(string path, int size)
    {
        string padded = "{\"x\":\"" + new string('x', size - 8) + "\"}";
        using HttpResponseMessage answer = await Post(path, new StringContent(padded, Encoding.UTF8, "application/json"));

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, HubErrors.TooLarge), (answer.StatusCode, await Error(answer)));
    }

    private static async Task<string?> Error(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<Reply>(TestContext.Current.CancellationToken))!.Error;

    private async Task<HttpResponseMessage> Post(string path, HttpContent content)
    {
        using var http = new HttpClient { BaseAddress = clinic.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", clinic.Tom.Api.AccessToken);
        // Refused by its length, a body is not sent at all.
        http.DefaultRequestHeaders.ExpectContinue = true;
        return await http.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
    }
}
