using System.Net;
using CareConnect.Hub.Paging;
using Microsoft.EntityFrameworkCore;

namespace CareConnect.Web.Tests.Paging;

public sealed class ReachMeTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;
    private readonly string secret = Path.GetTempFileName();
    private ClinicHost clinic = null!;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(secret, "a bearer secret of the test", Cancelled);
        clinic = new ClinicHost(new()
        {
            // Nothing listens there: what is sent does not arrive, and the page must say so.
            ["Paging:Sms:Url"] = "http://127.0.0.1:9/", ["Paging:Sms:SecretFile"] = secret, ["Paging:Push:Contact"] = "mailto:it@clinic.example",
        });
        await clinic.Add("luis", Domain.People.Role.Crisis);
        await clinic.Add("tom", Domain.People.Role.FrontDesk);
        await clinic.Add("maya", Domain.People.Role.Patient, "Maya Torres");
        await clinic.Respond("luis");
    }

    public async ValueTask DisposeAsync()
    {
        await clinic.DisposeAsync();
        File.Delete(secret);
    }

    [Fact]
    public async Task A_number_is_added_and_shown_masked_and_a_code_that_did_not_go_out_is_not_called_sent()
    {
        var luis = await clinic.SignedIn("luis");
        var page = await luis.Page("/reach-me");
        var answer = await luis.PostForm("/reach-me?handler=Add", page, ("way", "sms"), ("address", "+1 303 555 0142"));

        var shown = await answer.Text();
        Assert.Contains("A code could not be sent.", shown);
        Assert.Contains("••• 0142", shown);
        Assert.DoesNotContain("303 555 0142</span>", shown);
        Assert.Contains("Not used yet", await luis.Page("/reach-me"));
    }

    [Fact]
    public async Task What_cannot_be_an_address_stays_in_its_field_to_be_put_right()
    {
        var luis = await clinic.SignedIn("luis");
        var answer = await luis.PostForm("/reach-me?handler=Add", await luis.Page("/reach-me"), ("way", "sms"), ("address", "303-555"));

        var shown = await answer.Text();
        Assert.Contains("Numbers begin with &#x2B; and the country".Replace("&#x2B;", "+", StringComparison.Ordinal), shown.Replace("&#x2B;", "+", StringComparison.Ordinal));
        Assert.Contains("value=\"303-555\"", shown);
    }

    [Fact]
    public async Task A_wrong_code_is_told_beside_its_field()
    {
        var luis = await clinic.SignedIn("luis");
        await luis.PostForm("/reach-me?handler=Add", await luis.Page("/reach-me"), ("way", "sms"), ("address", "+1 303 555 0142"));
        await using var db = await clinic.Database();
        var method = (await db.Set<StoredContactMethod>().SingleAsync(Cancelled)).Id;

        var answer = await luis.PostForm("/reach-me?handler=Prove", await luis.Page("/reach-me"), ("method", method.ToString()), ("code", "12"));
        Assert.Contains($"id=\"e-{method}\"", await answer.Text());

        var removed = await luis.PostForm("/reach-me?handler=Remove", await luis.Page("/reach-me"), ("method", method.ToString()));
        Assert.Equal("/reach-me?said=removed", removed.Headers.Location?.OriginalString);
        Assert.False(await db.Set<StoredContactMethod>().AnyAsync(Cancelled));
    }

    [Fact]
    public async Task The_ways_that_the_clinic_set_up_are_offered_and_no_other()
    {
        var page = await (await clinic.SignedIn("luis")).Page("/reach-me");
        Assert.Contains("id=\"a-sms\"", page);
        Assert.DoesNotContain("id=\"a-email\"", page);
        Assert.DoesNotContain("id=\"a-voice\"", page);
        Assert.Contains("src=\"/app/reach.js\"", page);

        await using var bare = new ClinicHost();
        await bare.Add("luis", Domain.People.Role.Crisis);
        await bare.Respond("luis");
        var without = await (await bare.SignedIn("luis")).Page("/reach-me");
        Assert.Contains("Only an open board reaches you.", without);
        Assert.DoesNotContain("<script type=\"module\" src=\"/app/reach.js\">", without);
    }

    [Fact]
    public async Task It_is_for_staff_whom_the_clinic_lists()
    {
        foreach (var login in (string[])["maya", "tom"])
            Assert.Equal(HttpStatusCode.Forbidden, (await (await clinic.SignedIn(login)).GetAsync("/reach-me", Cancelled)).StatusCode);
        Assert.Equal("/sign-in", (await clinic.Browser().GetAsync("/reach-me", Cancelled)).Headers.Location?.AbsolutePath);
    }

    [Fact]
    public async Task Without_the_forms_token_nothing_changes()
    {
        var luis = await clinic.SignedIn("luis");
        foreach (var handler in (string[])["Add", "Code", "Prove", "Remove", "Check"])
            Assert.Equal(HttpStatusCode.BadRequest, (await luis.Post($"/reach-me?handler={handler}", [("way", "sms"), ("address", "+13035550142")])).StatusCode);
        await using var db = await clinic.Database();
        Assert.False(await db.Set<StoredContactMethod>().AnyAsync(Cancelled));
    }
}
