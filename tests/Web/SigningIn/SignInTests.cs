using System.Net;

namespace CareConnect.Web.Tests.SigningIn;

public sealed class SignInTests(StaffedClinic clinic) : IClassFixture<StaffedClinic>
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_cookie_is_host_bound_secure_hidden_from_script_and_strict()
    {
        var answer = await clinic.Browser().SignIn("maya", ClinicHost.Password);

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith("__Host-careconnect=", StringComparison.Ordinal));
        var flags = cookie.Split(';').Select(flag => flag.Trim().ToLowerInvariant()).ToList();
        Assert.Contains("secure", flags);
        Assert.Contains("httponly", flags);
        Assert.Contains("samesite=strict", flags);
        Assert.Contains("path=/", flags);
        Assert.DoesNotContain(flags, flag => flag.StartsWith("domain", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_antiforgery_cookie_is_as_strict()
    {
        var answer = await clinic.Browser().GetAsync("/sign-in", Cancelled);

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith("__Host-antiforgery=", StringComparison.Ordinal));
        Assert.Contains("secure", cookie);
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=strict", cookie);
    }

    [Fact]
    public async Task The_password_alone_decides_and_an_unknown_name_reads_the_same()
    {
        var wrong = await (await clinic.Browser().SignIn("maya", "not the password")).Text();
        var unknown = await (await clinic.Browser().SignIn("nobody", "not the password")).Text();

        Assert.Contains("do not go together", wrong);
        Assert.Contains("do not go together", unknown);
        Assert.Contains("value=\"maya\"", wrong);
        Assert.DoesNotContain("not the password", wrong);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_for_a_while()
    {
        await clinic.Add("locked", Domain.People.Role.Clinician);
        for (var i = 0; i < 5; i++) await clinic.Browser().SignIn("locked", "wrong");

        var answer = await clinic.Browser().SignIn("locked", ClinicHost.Password);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("opens again in", await answer.Text());
    }

    [Theory]
    [InlineData("/messages", "/messages")]
    [InlineData("https://elsewhere.example/", "/")]
    [InlineData("//elsewhere.example/", "/")]
    [InlineData("/\\elsewhere.example", "/")]
    public async Task The_way_on_stays_on_this_site(string next, string expected)
    {
        var browser = clinic.Browser();
        var html = await browser.Page("/sign-in");

        var answer = await browser.PostForm("/sign-in", html, ("login", "maya"), ("password", ClinicHost.Password), ("next", next));

        Assert.Equal(expected, answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_form_without_its_token_signs_nobody_in()
    {
        var answer = await clinic.Browser().Post("/sign-in", [("login", "maya"), ("password", ClinicHost.Password)]);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain(answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [], cookie => cookie.StartsWith("__Host-careconnect", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_that_needs_a_session_leads_to_sign_in_and_back()
    {
        var answer = await clinic.Browser().GetAsync("/messages?lang=en", Cancelled);

        Assert.Equal("/sign-in", answer.Headers.Location?.AbsolutePath);
        Assert.Equal("?next=%2Fmessages%3Flang%3Den", answer.Headers.Location?.Query);
    }

    [Fact]
    public async Task A_program_without_a_session_gets_the_bare_code()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await clinic.Browser().GetAsync("/api/me", Cancelled)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await clinic.Browser().Post("/hub/negotiate?negotiateVersion=1", [])).StatusCode);
    }
}
