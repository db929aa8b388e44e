namespace CareConnect.Web.Tests.Languages;

public sealed class SpokenTests(StaffedClinic clinic) : IClassFixture<StaffedClinic>
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "en")]
    [InlineData("es", "es")]
    [InlineData("es-MX,es;q=0.9,en;q=0.5", "es")]
    [InlineData("en-GB", "en")]
    [InlineData("fr-FR, es;q=0.4", "es")]
    [InlineData("fr", "en")]
    public async Task A_browser_is_answered_in_its_language(string? accepted, string expected)
    {
        var browser = clinic.Browser();
        if (accepted is not null) browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd(accepted);

        Assert.Contains($"<html lang=\"{expected}\">", await browser.Page("/help"));
    }

    [Fact]
    public async Task A_chosen_language_stays()
    {
        var browser = clinic.Browser();
        await browser.Page("/help?lang=es");

        Assert.Contains("Iniciar sesión", await browser.Page("/sign-in"));
        await browser.Page("/sign-in?lang=en");
        Assert.Contains("Get help now", await browser.Page("/help"));
    }

    [Fact]
    public async Task What_the_service_worker_fetches_to_keep_chooses_nothing()
    {
        var browser = clinic.Browser();
        using var kept = new HttpRequestMessage(HttpMethod.Get, "/help?lang=es");
        kept.Headers.Add("Sec-Fetch-Mode", "cors");

        var answer = await browser.SendAsync(kept, Cancelled);

        Assert.Contains("<html lang=\"es\">", await answer.Text());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Contains("<html lang=\"en\">", await browser.Page("/help"));
    }

    [Fact]
    public async Task Another_language_keeps_the_rest_of_the_address()
    {
        Assert.Contains("href=\"?next=%2Fmessages&amp;lang=es\"", await clinic.Browser().Page("/sign-in?next=%2Fmessages&lang=en"));
    }
}
