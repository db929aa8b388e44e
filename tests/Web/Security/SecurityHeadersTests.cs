using System.Net;

namespace CareConnect.Web.Tests.Security;

public sealed class SecurityHeadersTests(StaffedClinic clinic) : IClassFixture<StaffedClinic>
{
    // To the letter of the design; not read from the program.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob: data:; media-src 'self' blob: mediastream:; " +
        "worker-src 'self'; manifest-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; " +
        "require-trusted-types-for 'script'; trusted-types care-worker";

    [Theory]
    [InlineData("/")]
    [InlineData("/help")]
    [InlineData("/help/unsent")]
    [InlineData("/help/told")]
    [InlineData("/sign-in")]
    [InlineData("/join")]
    [InlineData("/setup")]
    [InlineData("/home")]
    [InlineData("/nothing-here")]
    [InlineData("/error/500")]
    [InlineData("/css/app.css")]
    [InlineData("/sw.js")]
    [InlineData("/icons.svg")]
    [InlineData("/manifest.webmanifest")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/api/me")]
    [InlineData("/hub")]
    public async Task Every_answer_carries_the_headers(string path)
    {
        var answer = await clinic.Browser().GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(Policy, Header(answer, "Content-Security-Policy"));
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("same-origin", Header(answer, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Resource-Policy"));
        Assert.Contains("geolocation=()", Header(answer, "Permissions-Policy"));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("maya", "/home")]
    [InlineData("maya", "/messages")]
    [InlineData("maya", "/settings")]
    [InlineData("maya", "/help/told")]
    [InlineData("dana", "/queue")]
    [InlineData("dana", "/api/me")]
    [InlineData("dana", "/no-such-page")]
    public async Task What_a_signed_in_person_sees_is_stored_nowhere(string login, string path)
    {
        var answer = await (await clinic.SignedIn(login)).GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal("no-store", Header(answer, "Cache-Control"));
    }

    [Fact]
    public async Task A_page_is_never_compressed_and_a_style_is()
    {
        var browser = clinic.Browser();
        browser.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");
        var token = TestContext.Current.CancellationToken;

        Assert.Equal(["gzip"], (await browser.GetAsync("/css/app.css", token)).Content.Headers.ContentEncoding);
        Assert.Empty((await browser.GetAsync("/sign-in", token)).Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task An_answer_to_a_failure_carries_them_too()
    {
        var answer = await clinic.Browser().Post("/sign-in", [("login", "maya"), ("password", "no token")]);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(Policy, Header(answer, "Content-Security-Policy"));
        Assert.Contains("Nothing you saved is lost", await answer.Text());
    }

    private static string Header(HttpResponseMessage answer, string name) => string.Join(", ", answer.Headers.GetValues(name));
}
