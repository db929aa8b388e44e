using System.Net;
using CareConnect.Hub.Crisis;
using Microsoft.EntityFrameworkCore;

namespace CareConnect.Web.Tests.Help;

public sealed class TellMyTeamTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;
    private readonly StaffedClinic clinic = new();

    public ValueTask InitializeAsync() => clinic.InitializeAsync();

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    [Fact]
    public async Task A_plain_form_post_raises_an_alert_without_script_or_token()
    {
        var browser = await clinic.SignedIn("maya");

        var answer = await browser.Post("/help/tell", []);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/help/told", answer.Headers.Location?.OriginalString);
        Assert.Equal(1, await Alerts());
        var page = await browser.Page("/help/told");
        Assert.Contains("Your team is told", page);
        Assert.Contains("tel:988", page);
        Assert.Contains("Check again", page);
    }

    [Fact]
    public async Task A_patient_without_keys_can_tell_as_well()
    {
        await (await clinic.SignedIn("new")).Post("/help/tell", []);

        Assert.Equal(1, await Alerts());
    }

    [Fact]
    public async Task Pressing_twice_keeps_one_alert()
    {
        var browser = await clinic.SignedIn("maya");
        await browser.Post("/help/tell", []);

        await browser.Post("/help/tell", []);

        Assert.Equal(1, await Alerts());
    }

    [Fact]
    public async Task Where_nobody_is_in_the_crisis_team_the_page_says_that_the_clinic_is_not_watching()
    {
        var browser = await clinic.SignedIn("maya");
        await browser.Post("/help/tell", []);

        var page = await browser.Page("/help/told");

        Assert.Contains("The clinic is not watching.", page);
        Assert.DoesNotContain("They see it on their screens", page);
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_told_that_nobody_was_told()
    {
        var browser = clinic.Browser();

        var answer = await browser.Post("/help/tell", []);

        Assert.Equal("/help/told", answer.Headers.Location?.OriginalString);
        Assert.Contains("your team was not told", await browser.Page("/help/told"));
        Assert.Equal(0, await Alerts());
    }

    [Fact]
    public async Task Staff_raise_nothing_here_and_are_told_so()
    {
        var browser = await clinic.SignedIn("dana");
        await browser.Post("/help/tell", []);

        Assert.Contains("no team was told", await browser.Page("/help/told"));
        Assert.Equal(0, await Alerts());
    }

    [Fact]
    public async Task Another_site_cannot_raise_one()
    {
        var browser = await clinic.SignedIn("maya");

        var answer = await browser.Post("/help/tell", [], ("Origin", "https://elsewhere.example"), ("Sec-Fetch-Site", "cross-site"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(0, await Alerts());
    }

    [Fact]
    public async Task When_it_cannot_be_stored_the_page_says_that_the_team_does_not_know()
    {
        var browser = await clinic.SignedIn("maya");
        await using (var db = await clinic.Database())
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE Alerts RENAME TO Gone", Cancelled);

        var answer = await browser.Post("/help/tell", []);

        Assert.Equal("/help/unsent", answer.Headers.Location?.OriginalString);
        Assert.Contains("Your team does not know yet", await browser.Page("/help/unsent"));
    }

    private async Task<int> Alerts()
    {
        await using var db = await clinic.Database();
        return await db.Set<StoredAlert>().CountAsync(Cancelled);
    }
}
