using System.Net;
using CareConnect.Hub.Circles;
using Microsoft.EntityFrameworkCore;

namespace CareConnect.Web.Tests.Pages;

/// <summary>The safety plan's places: the server renders where it goes, and never a word of it.</summary>
public sealed class PlanPagesTests(StaffedClinic clinic) : IClassFixture<StaffedClinic>
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public async Task The_page_that_a_device_keeps_is_the_same_for_everyone_and_names_nobody(string language)
    {
        var anyone = await clinic.Browser().GetAsync($"/plan/kept?lang={language}", Cancelled);
        var page = await anyone.Text();

        Assert.Equal(HttpStatusCode.OK, anyone.StatusCode);
        Assert.Contains("data-self=\"null\"", page);
        Assert.Contains("src=\"/app/kept.js\"", page);
        Assert.DoesNotContain("__RequestVerificationToken", page);
        Assert.Contains("data-session-ends=\"\"", page);
        foreach (var login in StaffedClinic.Logins) Assert.Equal(page, await (await clinic.SignedIn(login)).Page($"/plan/kept?lang={language}"));
    }

    [Fact]
    public async Task Staff_open_the_plan_of_a_patient_that_there_is()
    {
        await using var db = await clinic.Database();
        var maya = await db.Users.SingleAsync(user => user.UserName == "maya", Cancelled);
        var list = new string('C', 43);
        foreach (var login in new[] { "dana", "luis" })
        {
            var person = await db.Users.Where(user => user.UserName == login).Select(user => user.Person!).SingleAsync(Cancelled);
            db.Add(new StoredMember { Circle = list, Principal = person });
        }

        (await db.Clinic.SingleAsync(Cancelled)).Circle = list;
        await db.SaveChangesAsync(Cancelled);
        foreach (var login in new[] { "dana", "luis" })
        {
            var browser = await clinic.SignedIn(login);
            Assert.Contains($"&quot;record&quot;:&quot;{maya.Id}&quot;,&quot;name&quot;:&quot;Maya Torres&quot;", await browser.Page($"/plans/{maya.Id}"));
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/plans/{Guid.Empty}", Cancelled)).StatusCode);
        }

        // The clinic does not list Tom.
        Assert.Equal(HttpStatusCode.NotFound, (await (await clinic.SignedIn("tom")).GetAsync($"/plans/{maya.Id}", Cancelled)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await clinic.SignedIn("maya")).GetAsync($"/plans/{maya.Id}", Cancelled)).StatusCode);
        Assert.Equal("/sign-in", (await clinic.Browser().GetAsync($"/plans/{maya.Id}", Cancelled)).Headers.Location?.AbsolutePath);
    }

    [Fact]
    public async Task Home_help_and_the_way_around_lead_to_the_plan()
    {
        var browser = await clinic.SignedIn("maya");

        Assert.Contains("Write my plan", await browser.Page("/home"));
        foreach (var path in new[] { "/home", "/help", "/messages" }) Assert.Contains("href=\"/plan\"", await browser.Page(path));
    }

    [Fact]
    public async Task The_way_to_a_kept_plan_at_sign_in_is_hidden_until_the_device_has_one() =>
        Assert.Contains("id=\"kept-plan\" hidden", await clinic.Browser().Page("/sign-in"));
}
