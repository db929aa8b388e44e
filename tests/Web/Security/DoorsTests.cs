using System.Net;
using System.Net.Http.Headers;

namespace CareConnect.Web.Tests.Security;

public sealed class DoorsTests
{
    [Fact]
    public async Task After_many_tries_the_doors_wait_and_say_so_but_help_never_does()
    {
        await using var clinic = new ClinicHost(new() { ["Doors:TriesPerMinute"] = "3" });
        await clinic.Add("maya", Domain.People.Role.Patient, "Maya Torres");
        var browser = await clinic.SignedIn("maya");
        for (var i = 0; i < 2; i++) await clinic.Browser().SignIn("maya", "wrong");

        var refused = await clinic.Browser().SignIn("maya", ClinicHost.Password);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Contains("Wait one minute", await refused.Text());

        Assert.Equal(HttpStatusCode.OK, (await clinic.Browser().GetAsync("/sign-in", TestContext.Current.CancellationToken)).StatusCode);
        for (var i = 0; i < 20; i++)
            Assert.Equal(HttpStatusCode.SeeOther, (await browser.Post("/help/tell", [])).StatusCode);
    }

    [Theory]
    [InlineData("/api/token")]
    [InlineData("/api/setup")]
    [InlineData("/api/join")]
    [InlineData("/api/join/look")]
    public async Task Every_door_for_programs_has_the_limit(string path)
    {
        await using var clinic = new ClinicHost(new() { ["Doors:TriesPerMinute"] = "2" });
        var browser = clinic.Browser();
        for (var i = 0; i < 2; i++) Assert.NotEqual(HttpStatusCode.TooManyRequests, await Try());

        Assert.Equal(HttpStatusCode.TooManyRequests, await Try());

        async Task<HttpStatusCode> Try() =>
            (await browser.PostAsync(path, new StringContent("{}", new MediaTypeHeaderValue("application/json")), TestContext.Current.CancellationToken)).StatusCode;
    }
}
