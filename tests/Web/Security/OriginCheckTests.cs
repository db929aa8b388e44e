using System.Net;

namespace CareConnect.Web.Tests.Security;

public sealed class OriginCheckTests(StaffedClinic clinic) : IClassFixture<StaffedClinic>
{
    [Theory]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "https://localhost.elsewhere.example")]
    [InlineData("Origin", "https://localhost:8443")]
    [InlineData("Origin", "http://localhost")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "https://local\uffffhost")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Another_site_cannot_act_in_a_persons_name(string header, string value)
    {
        var browser = await clinic.SignedIn("dana");

        var answer = await browser.Post("/session/stay", [], (header, value));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "https://localhost")]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    public async Task The_own_site_can(string header, string value)
    {
        var browser = await clinic.SignedIn("dana");

        var answer = await browser.Post("/session/stay", [], (header, value));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Fact]
    public async Task A_cookie_without_a_word_of_where_it_comes_from_is_refused()
    {
        var browser = await clinic.SignedIn("dana");

        var answer = await browser.Post("/session/stay", [], ("X-Nothing", "1"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("/hub/negotiate?negotiateVersion=1")]
    [InlineData("/api/commits")]
    public async Task Hub_and_api_refuse_a_foreign_origin(string path)
    {
        var browser = await clinic.SignedIn("dana");

        var answer = await browser.Post(path, [], ("Origin", "https://elsewhere.example"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task The_hub_refuses_a_foreign_origin_on_a_plain_get_as_well()
    {
        var browser = await clinic.SignedIn("dana");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/hub?id=x");
        request.Headers.Add("Origin", "https://elsewhere.example");

        var answer = await browser.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }
}
