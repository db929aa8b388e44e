using System.Net;
using System.Net.Http.Headers;

namespace CareConnect.Web.Tests.Security;

public sealed class ReadableFormsTests(StaffedClinic clinic) : IClassFixture<StaffedClinic>
{
    // A null character, which no field can hold.
    private const string Unreadable = "login=dana%00&password=x";

    [Theory]
    [InlineData(null, "/sign-in")]
    [InlineData("maya", "/settings/contacts")]
    [InlineData("priya", "/rules/change?handler=Document")]
    public async Task A_form_that_no_browser_sends_is_answered_in_plain_words(string? login, string path)
    {
        var browser = login is null ? clinic.Browser() : await clinic.SignedIn(login);

        var answer = await Post(browser, path);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("That did not work", await answer.Text());
    }

    [Fact]
    public async Task Whatever_comes_with_it_a_call_for_help_is_heard()
    {
        var answer = await Post(await clinic.SignedIn("maya"), "/help/tell");

        Assert.Equal((HttpStatusCode.SeeOther, "/help/told"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    private static async Task<HttpResponseMessage> Post(HttpClient browser, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(Unreadable, new MediaTypeHeaderValue("application/x-www-form-urlencoded")) };
        request.Headers.Add("Origin", "https://localhost");
        return await browser.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
