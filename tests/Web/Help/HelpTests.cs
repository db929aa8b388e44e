using System.Net;

namespace CareConnect.Web.Tests.Help;

public sealed class HelpTests(StaffedClinic clinic) : IClassFixture<StaffedClinic>
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/help")]
    [InlineData("/help/unsent")]
    public async Task Help_is_the_same_for_everyone_and_needs_nothing(string path)
    {
        var anyone = await clinic.Browser().GetAsync(path, Cancelled);
        var page = await anyone.Text();

        Assert.Equal(HttpStatusCode.OK, anyone.StatusCode);
        Assert.False(anyone.Headers.Contains("Set-Cookie"));
        Assert.Contains("href=\"tel:988\"", page);
        Assert.Contains("href=\"sms:988\"", page);
        Assert.Contains("action=\"/help/tell\"", page);
        Assert.DoesNotContain("__RequestVerificationToken", page);
        foreach (var login in StaffedClinic.Logins) Assert.Equal(page, await (await clinic.SignedIn(login)).Page(path));
    }

    [Fact]
    public async Task Help_answers_while_the_clinics_database_does_not()
    {
        await using var broken = new ClinicHost();
        var browser = broken.Browser();
        await browser.Page("/help");
        File.Delete(Path.Combine(broken.Data, "care.db"));
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();

        Assert.Contains("tel:988", await browser.Page("/help"));
    }

    [Theory]
    [InlineData(null, "/sign-in")]
    [InlineData(null, "/join")]
    [InlineData(null, "/setup")]
    [InlineData(null, "/help")]
    [InlineData(null, "/help/told")]
    [InlineData(null, "/no-such-page")]
    [InlineData("new", "/enrol")]
    [InlineData("maya", "/unlock")]
    [InlineData("maya", "/home")]
    [InlineData("maya", "/messages")]
    [InlineData("maya", "/messages/new")]
    [InlineData("maya", "/settings")]
    [InlineData("maya", "/settings/contacts")]
    [InlineData("maya", "/plan")]
    [InlineData(null, "/plan/kept")]
    [InlineData("maya", "/help/told")]
    [InlineData("maya", "/queue")]
    public async Task Get_help_now_and_leave_this_page_stand_on_every_patient_page(string? login, string path)
    {
        var browser = login is null ? clinic.Browser() : await clinic.SignedIn(login);

        var page = await browser.Page(path);

        Assert.Contains("class=\"btn btn--crisis btn--bar\" href=\"/help\"", page);
        Assert.Contains("id=\"leave\" href=\"https://www.weather.gov/\"", page);
    }

    [Fact]
    public async Task What_the_service_worker_keeps_is_there_and_is_nobodys()
    {
        var worker = await clinic.Browser().Page("/sw.js");
        // It looks out for /plan, and leads from a page to these places, and keeps none of them; scripts are the same for everyone.
        string[] places = ["/plan", "/crisis", "/reach-me"];
        var paths = System.Text.RegularExpressions.Regex.Matches(worker, "'(/[^']+)'").Select(match => match.Groups[1].Value)
            .Where(path => !places.Contains(path) && !path.StartsWith("/app/", StringComparison.Ordinal)).ToList();

        Assert.True(paths.Count >= 9);
        foreach (var path in paths)
        {
            var answer = await clinic.Browser().GetAsync(path, Cancelled);
            Assert.True(answer.IsSuccessStatusCode, path);
            Assert.NotEqual("no-store", answer.Headers.CacheControl?.ToString());
        }
        Assert.All(paths, path => Assert.DoesNotMatch("^/(home|messages|settings|queue|crisis|api|hub|help/told|plan$)", path));
    }

    [Fact]
    public async Task A_clinics_own_numbers_are_on_the_page_and_made_up_ones_are_not()
    {
        Assert.DoesNotContain("555", await clinic.Browser().Page("/help"));

        await using var own = new ClinicHost(new()
        {
            ["Clinic:Lines:0:Number"] = "+17205551234", ["Clinic:Lines:0:Shown"] = "720 555 1234",
            ["Clinic:Lines:0:Name:en"] = "Night nurse", ["Clinic:Lines:0:Name:es"] = "Enfermera de noche",
            ["Clinic:Lines:0:About:en"] = "9 pm to 7 am", ["Clinic:Lines:0:About:es"] = "De 9 p. m. a 7 a. m.",
            ["Clinic:LeaveTo"] = "https://news.example/",
        });
        var page = WebUtility.HtmlDecode(await own.Browser().Page("/help?lang=es"));
        Assert.Contains("tel:+17205551234", page);
        Assert.Contains("Enfermera de noche", page);
        Assert.Contains("href=\"https://news.example/\"", page);
    }
}
