using System.Net;
using CareConnect.Domain.Crisis;
using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Circles;
using CareConnect.Hub.Clinic;
using CareConnect.Hub.Crisis;
using CareConnect.Hub.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CareConnect.Web.Tests.Paging;

/// <summary>From a page to "I have this": two taps, no script, no keys.</summary>
public sealed class AnswerTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;
    private readonly StaffedClinic clinic = new();
    private string page = "";
    private Guid alert;

    public async ValueTask InitializeAsync()
    {
        await clinic.InitializeAsync();
        await clinic.Respond("luis", "dana");
        await using var db = await clinic.Database();
        var maya = await db.Users.SingleAsync(user => user.UserName == "maya", Cancelled);
        var sender = clinic.Services.GetRequiredService<ISender>();
        var raised = await sender.Send(new RaiseAlert(new Caller(maya.Id, Guid.Empty, Role.Patient, maya.Person, maya.Name), Guid.CreateVersion7(), "help-button"), Cancelled);
        (alert, page) = (raised.Alert, $"/crisis/answer/{raised.Alert}");
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    [Fact]
    public async Task The_second_tap_takes_the_alert()
    {
        var luis = await clinic.SignedIn("luis");
        var shown = await luis.Page(page);
        Assert.Contains("Maya Torres", shown);
        Assert.Contains("I have this", shown);

        var taken = await luis.PostForm(page, shown);
        Assert.Equal((HttpStatusCode.Redirect, page), (taken.StatusCode, taken.Headers.Location?.OriginalString));
        var done = await luis.Page(page);
        Assert.Contains("You have this.", done);
        Assert.Contains("href=\"/crisis\"", done);
        Assert.DoesNotContain("I have this</button>", done);
        await using var db = await clinic.Database();
        Assert.Equal("acknowledged", (await db.Set<StoredAlert>().SingleAsync(row => row.Id == alert, Cancelled)).State);
    }

    [Fact]
    public async Task Who_comes_second_reads_that_somebody_has_it()
    {
        var (luis, dana) = (await clinic.SignedIn("luis"), await clinic.SignedIn("dana"));
        var shown = await dana.Page(page);
        await luis.PostForm(page, await luis.Page(page));

        Assert.Equal(HttpStatusCode.Redirect, (await dana.PostForm(page, shown)).StatusCode);
        var other = await dana.Page(page);
        Assert.Contains("A colleague has this.", other);
        Assert.DoesNotContain("I have this</button>", other);
    }

    [Fact]
    public async Task Without_the_forms_token_nothing_is_taken()
    {
        var luis = await clinic.SignedIn("luis");
        Assert.Equal(HttpStatusCode.BadRequest, (await luis.Post(page, [])).StatusCode);
        Assert.Contains("I have this", await luis.Page(page));
    }

    [Fact]
    public async Task Who_is_not_signed_in_signs_in_and_comes_back()
    {
        var browser = clinic.Browser();
        var asked = new HttpRequestMessage(HttpMethod.Get, page) { Headers = { { "Sec-Fetch-Site", "none" } } };
        var answer = await browser.SendAsync(asked, Cancelled);
        var signIn = answer.Headers.Location?.OriginalString;
        Assert.Equal("/sign-in?next=" + Uri.EscapeDataString(page), signIn);

        var form = await browser.Page(signIn!);
        var back = await browser.PostForm(signIn!, form, ("login", "luis"), ("password", ClinicHost.Password), ("next", page));
        Assert.Equal(page, back.Headers.Location?.OriginalString);
        Assert.Contains("I have this", await browser.Page(page));
    }

    [Fact]
    public async Task A_link_in_a_mail_comes_without_the_cookie_and_is_asked_for_once_more_from_here()
    {
        var browser = clinic.Browser();
        var asked = new HttpRequestMessage(HttpMethod.Get, page) { Headers = { { "Sec-Fetch-Site", "cross-site" } } };
        var answer = await browser.SendAsync(asked, Cancelled);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal($"0;url={page}?here=1", Assert.Single(answer.Headers.GetValues("Refresh")));
        var step = await answer.Text();
        Assert.Contains($"href=\"{page}?here=1\"", step);
        Assert.DoesNotContain("Maya", step);

        Assert.Equal("/sign-in", (await browser.GetAsync(page + "?here=1", Cancelled)).Headers.Location?.OriginalString.Split('?')[0]);
    }

    [Fact]
    public async Task Only_responders_are_shown_an_alert()
    {
        foreach (var login in (string[])["maya", "tom", "priya"])
        {
            var browser = await clinic.SignedIn(login);
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync(page, Cancelled)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.PostForm(page, await browser.Page("/settings"))).StatusCode);
        }

        var luis = await clinic.SignedIn("luis");
        Assert.Equal(HttpStatusCode.NotFound, (await luis.GetAsync($"/crisis/answer/{Guid.CreateVersion7()}", Cancelled)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await luis.GetAsync("/crisis/answer/x", Cancelled)).StatusCode);
    }

    [Fact]
    public async Task Once_the_patient_was_reached_there_is_nothing_to_do()
    {
        var luis = await clinic.SignedIn("luis");
        await luis.PostForm(page, await luis.Page(page));
        await using var db = await clinic.Database();
        await db.Set<StoredAlert>().ExecuteUpdateAsync(set => set.SetProperty(row => row.State, "contact-made"), Cancelled);
        Assert.Contains("The patient was reached.", await luis.Page(page));
    }
}
