using System.Net;

namespace CareConnect.Web.Tests.Security;

public sealed class HttpsNeededTests(StaffedClinic clinic) : IClassFixture<StaffedClinic>
{
    [Theory]
    [InlineData("http://clinic.example")]
    [InlineData("http://192.168.1.20:8080")]
    [InlineData("http://notlocalhost")]
    public async Task Plain_http_elsewhere_is_told_in_words_that_https_is_needed(string address)
    {
        var answer = await At(address, "/sign-in");

        Assert.Equal(HttpStatusCode.UpgradeRequired, answer.StatusCode);
        var page = await answer.Text();
        Assert.Contains("This address needs https", page);
        Assert.Contains("988", page);
        Assert.DoesNotContain("<form", page);
    }

    [Theory]
    [InlineData("http://localhost:8080", "/sign-in")]
    [InlineData("http://127.0.0.1:8080", "/sign-in")]
    [InlineData("http://[::1]:8080", "/sign-in")]
    [InlineData("https://clinic.example", "/sign-in")]
    [InlineData("http://10.0.0.7", "/health/live")]
    public async Task This_machine_https_and_probes_are_served(string address, string path) =>
        Assert.Equal(HttpStatusCode.OK, (await At(address, path)).StatusCode);

    [Fact]
    public async Task A_browser_that_came_by_https_stays_with_it_but_not_on_this_machine()
    {
        Assert.Equal("max-age=31536000", Assert.Single((await At("https://clinic.example", "/help")).Headers.GetValues("Strict-Transport-Security")));
        Assert.False((await At("https://localhost", "/help")).Headers.Contains("Strict-Transport-Security"));
    }

    private Task<HttpResponseMessage> At(string address, string path) =>
        clinic.CreateClient(new() { BaseAddress = new(address), AllowAutoRedirect = false }).GetAsync(path, TestContext.Current.CancellationToken);
}
