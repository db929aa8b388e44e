using System.Net;
using System.Text.RegularExpressions;

namespace CareConnect.Web.Tests.Pages;

/// <summary>How to reach me: a plain form, which works without script.</summary>
public sealed class ContactPageTests
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_patient_writes_how_to_reach_them_and_finds_it_again()
    {
        await using var clinic = await Open();
        var browser = await clinic.SignedIn("maya");
        var page = await browser.Page("/settings/contacts");
        Assert.Contains("the crisis team while an alert of yours is open", page);

        var answer = await browser.PostForm(
            "/settings/contacts", page, ("phone", " 303 555 0187 "), ("address", "2210 \"Larimer\" Street"),
            ("name0", ""), ("relation0", ""), ("phone0", ""), ("may0", "yes"),
            ("name1", "Elena"), ("relation1", "sister"), ("phone1", "303 555 0119"));
        Assert.Equal("/settings/contacts?saved=true", answer.Headers.Location?.OriginalString);
        var saved = await browser.Page("/settings/contacts?saved=true");
        Assert.Contains("role=\"status\"", saved);
        Assert.Equal("303 555 0187", Value(saved, "phone"));
        Assert.Equal("2210 &quot;Larimer&quot; Street", Value(saved, "address"));
        Assert.Equal(("Elena", "sister", "303 555 0119"), (Value(saved, "name0"), Value(saved, "relation0"), Value(saved, "phone0")));
        Assert.DoesNotMatch("name=\"may0\"[^>]*checked", saved);
        Assert.Equal("", Value(saved, "name1"));
    }

    [Fact]
    public async Task What_is_not_right_is_marked_and_what_was_written_stays()
    {
        await using var clinic = await Open();
        var browser = await clinic.SignedIn("maya");

        var answer = await browser.PostForm(
            "/settings/contacts", await browser.Page("/settings/contacts"), ("phone", "ask Elena"), ("name0", "Elena"), ("relation0", ""), ("phone0", ""));
        var page = await answer.Text();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("role=\"alert\"", page);
        Assert.Equal("ask Elena", Value(page, "phone"));
        Assert.Matches("id=\"phone\"[^>]*aria-invalid=\"true\"[^>]*aria-describedby=\"phone-h phone-e\"", page);
        Assert.Matches("id=\"phone0\"[^>]*aria-invalid=\"true\"[^>]*aria-describedby=\"phone0-e\"", page);
        Assert.DoesNotMatch("id=\"name0\"[^>]*aria-invalid", page);
        Assert.Equal("", Value(await browser.Page("/settings/contacts"), "phone"));
    }

    [Fact]
    public async Task A_form_of_another_site_changes_nothing()
    {
        await using var clinic = await Open();
        var browser = await clinic.SignedIn("maya");

        var answer = await browser.Post("/settings/contacts", [("phone", "988")]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("", Value(await browser.Page("/settings/contacts"), "phone"));
    }

    [Fact]
    public async Task Settings_lead_there_for_patients_alone()
    {
        await using var clinic = await Open();

        Assert.Contains("href=\"/settings/contacts\"", await (await clinic.SignedIn("maya")).Page("/settings"));
        Assert.DoesNotContain("href=\"/settings/contacts\"", await (await clinic.SignedIn("dana")).Page("/settings"));
        Assert.Equal(HttpStatusCode.Forbidden, (await (await clinic.SignedIn("dana")).GetAsync("/settings/contacts", Cancelled)).StatusCode);
    }

    private static async Task<StaffedClinic> Open()
    {
        var clinic = new StaffedClinic();
        await clinic.InitializeAsync();
        return clinic;
    }

    private static string Value(string page, string name) => Regex.Match(page, $"id=\"{name}\"[^>]*value=\"([^\"]*)\"").Groups[1].Value;
}
