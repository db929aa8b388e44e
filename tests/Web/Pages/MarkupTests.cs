using System.Text.RegularExpressions;

namespace CareConnect.Web.Tests.Pages;

/// <summary>What the policy would refuse in a browser is not in the pages to begin with.</summary>
public sealed partial class MarkupTests(StaffedClinic clinic) : IClassFixture<StaffedClinic>
{
    [Theory]
    [InlineData(null, "/crisis/answer/01980000-0000-7000-8000-00000000a1e7", "/sign-in", "/join", "/setup", "/help", "/help/unsent", "/help/told", "/plan/kept", "/no-such-page", "/error/403", "/error/413", "/error/429", "/error/500", "/error/503")]
    [InlineData("new", "/enrol")]
    [InlineData("maya", "/home", "/messages", "/messages/new", "/questions", "/questions/phq9", "/questions/screener", "/questions/medication", "/settings", "/settings/contacts", "/plan", "/plan/kept", "/unlock", "/help/told", "/queue")]
    [InlineData("dana", "/queue", "/channels", "/channels/new", "/people", "/teams", "/settings")]
    [InlineData("priya", "/figures", "/operator", "/rules", "/rules/change", "/rules/version/default-1")]
    public async Task No_page_has_an_inline_script_or_style_or_anything_from_elsewhere(string? login, params string[] paths)
    {
        var browser = login is null ? clinic.Browser() : await clinic.SignedIn(login);
        foreach (var path in paths)
        foreach (var code in new[] { "en", "es" })
        {
            var page = await browser.Page($"{path}?lang={code}");

            Assert.All(Script().Matches(page), script => Assert.Matches("^<script type=\"module\" src=\"/app/[a-z]+\\.js\"></script>$", script.Value));
            Assert.DoesNotMatch("(?i)<style|\\sstyle=|\\son[a-z]+=|javascript:", page);
            Assert.All(Loaded().Matches(page), link => Assert.StartsWith("/", link.Groups[1].Value, StringComparison.Ordinal));
            Assert.Contains($"<html lang=\"{code}\">", page);
            Assert.Single(Regex.Matches(page, "<h1"));
            Assert.Single(Regex.Matches(page, "id=\"main\""));
            Assert.Matches("data-lang=\"(en|es)\"", page);
        }
    }

    [Fact]
    public async Task What_a_person_types_is_shown_as_text()
    {
        var answer = await clinic.Browser().SignIn("\"><script>alert(1)</script>", "x");

        var page = await answer.Text();
        Assert.DoesNotContain("<script>", page);
        Assert.Contains("&lt;script&gt;", page);
    }

    [GeneratedRegex("<script.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("<(?:link|img|script|use)[^>]*?\\s(?:href|src)=\"([^\"]+)\"")]
    private static partial Regex Loaded();
}
