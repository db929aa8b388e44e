using System.Net;
using System.Text.RegularExpressions;
using CareConnect.Domain.Rules;

namespace CareConnect.Web.Tests.Rules;

/// <summary>The administrator's pages, used by their forms alone: no script is needed.</summary>
public sealed partial class RulesPageTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_clock_is_changed_with_a_preview_and_decides_from_then_on()
    {
        await using var clinic = new StaffedClinic();
        await clinic.InitializeAsync();
        var priya = await clinic.SignedIn("priya");
        Assert.Contains("within 1 working day,", await priya.Page("/rules"));

        var change = await priya.Page("/rules/change");
        var fields = Fields(change);
        fields["clocks.routine.workingDays"] = "2";
        fields["version"] = "autumn";
        var preview = await (await priya.PostForm("/rules/change?handler=form", change, Pairs(fields))).Text();
        Assert.Contains("nothing is changed yet", preview);
        Assert.Contains("2, so far 1", preview);
        Assert.Contains("within 1 working day,", await priya.Page("/rules"));

        var done = await priya.PostForm("/rules/change?handler=force", preview, Hidden(preview));
        Assert.Equal("/rules?done=autumn", done.Headers.Location?.OriginalString);
        var rules = await priya.Page("/rules?done=autumn");
        Assert.Contains("within 2 working days,", rules);
        Assert.Contains("version autumn decide from now on", rules);
        Assert.Contains("href=\"/rules/version/default-1\"", rules);
        Assert.Contains("It is not in force.", await priya.Page("/rules/version/default-1"));
        Assert.Equal(HttpStatusCode.NotFound, (await priya.GetAsync("/rules/version/winter", Stop)).StatusCode);

        // The same once more: the version is taken, and the ticket is of other rules.
        var again = await (await priya.PostForm("/rules/change?handler=force", preview, Hidden(preview))).Text();
        Assert.Contains("Line 2: the version “autumn” was used before", WebUtility.HtmlDecode(again));
    }

    [Fact]
    public async Task What_is_refused_says_its_line_and_keeps_what_was_typed()
    {
        await using var clinic = new StaffedClinic();
        await clinic.InitializeAsync();
        var priya = await clinic.SignedIn("priya");
        var change = await priya.Page("/rules/change");
        var fields = Fields(change);
        fields["clocks.crisis.acknowledgeMinutes"] = "6";
        fields["clocks.urgent.claimMinutes"] = "soon";
        fields["hours:monday:opens"] = "18:00";
        fields["closedDays"] = "2026-11-26\r\nThanksgiving";
        fields["timeZone"] = "Atlantis/Harbour";
        var refused = WebUtility.HtmlDecode(await (await priya.PostForm("/rules/change?handler=form", change, Pairs(fields))).Text());

        Assert.Contains("Line 4: there is no time zone “Atlantis/Harbour”", refused);
        Assert.Contains("Line 8: on monday the clinic closes before it opens", refused);
        Assert.Contains("a closed day is written as 2026-11-26", refused);
        Assert.Contains("“clocks.crisis.acknowledgeMinutes” takes a whole number from 1 to 5", refused);
        Assert.Contains("“clocks.urgent.claimMinutes” takes a whole number", refused);
        Assert.Equal("6", Fields(refused)["clocks.crisis.acknowledgeMinutes"]);
        Assert.Equal("Atlantis/Harbour", Fields(refused)["timeZone"]);
        Assert.Contains("\"claimMinutes\": \"soon\"", refused);

        var raw = WebUtility.HtmlDecode(await (await priya.PostForm("/rules/change?handler=document", refused, ("document", "{\n  \"version\": <b>\n}"))).Text());
        Assert.Contains("Line 2: this is not JSON", raw);
        Assert.Contains("{\n  \"version\": <b>\n}</textarea>", raw);
        Assert.Contains("comes with CareConnect".Replace("comes", "come"), WebUtility.HtmlDecode(await priya.Page("/rules")));
    }

    [Fact]
    public async Task What_was_previewed_can_be_changed_again_and_a_stranger_to_the_preview_cannot_be_put_in_force()
    {
        await using var clinic = new StaffedClinic();
        await clinic.InitializeAsync();
        var priya = await clinic.SignedIn("priya");
        var change = await priya.Page("/rules/change");
        var fields = Fields(change);
        fields["clocks.routine.workingDays"] = "3";
        var preview = await (await priya.PostForm("/rules/change?handler=form", change, Pairs(fields))).Text();

        var (document, ticket) = (Hidden(preview)[0], Hidden(preview)[1]);
        var swapped = (document.Item1, document.Item2.Replace("\"workingDays\": 3", "\"workingDays\": 2"));
        var again = WebUtility.HtmlDecode(await (await priya.PostForm("/rules/change?handler=force", preview, swapped, ticket)).Text());
        Assert.Contains("Look at the preview once more.", again);
        Assert.Equal("2", Fields(again)["clocks.routine.workingDays"]);
        var edit = await (await priya.PostForm("/rules/change?handler=edit", preview, document)).Text();
        Assert.Equal("3", Fields(edit)["clocks.routine.workingDays"]);
    }

    [Fact]
    public async Task The_schema_is_there_for_the_administrator_and_nobody_else()
    {
        await using var clinic = new StaffedClinic();
        await clinic.InitializeAsync();
        Assert.Equal(PackDocument.Schema, await (await clinic.SignedIn("priya")).Page("/rules?handler=schema"));
        foreach (var login in StaffedClinic.Logins.Where(login => login != "priya"))
        {
            var other = await clinic.SignedIn(login);
            Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync("/rules?handler=schema", Stop)).StatusCode);
            var page = await other.Page("/settings");
            Assert.DoesNotContain("href=\"/rules\"", page);
            Assert.Equal(HttpStatusCode.Forbidden, (await other.PostForm("/rules/change?handler=document", page, ("document", PackDocument.Default))).StatusCode);
        }
    }

    private static (string, string)[] Pairs(Dictionary<string, string> fields) => [.. fields.Select(field => (field.Key, field.Value))];

    private static (string, string)[] Hidden(string html)
    {
        var form = html[html.IndexOf("handler=force", StringComparison.Ordinal)..];
        return
        [
            ("document", WebUtility.HtmlDecode(Area().Match(form).Groups[2].Value)),
            ("ticket", WebUtility.HtmlDecode(Regex.Match(form, "name=\"ticket\" value=\"([^\"]*)\"").Groups[1].Value)),
        ];
    }

    private static Dictionary<string, string> Fields(string html)
    {
        var from = html.IndexOf("handler=form", StringComparison.Ordinal);
        var form = html[from..html.IndexOf("</form>", from, StringComparison.Ordinal)];
        var fields = Input().Matches(form).Where(match => !match.Value.Contains("hidden"))
            .ToDictionary(match => match.Groups[1].Value, match => WebUtility.HtmlDecode(Value().Match(match.Value).Groups[1].Value));
        fields["closedDays"] = WebUtility.HtmlDecode(Area().Match(form).Groups[2].Value);
        return fields;
    }

    [GeneratedRegex("<input [^>]*name=\"([^\"]+)\"[^>]*>")]
    private static partial Regex Input();

    [GeneratedRegex("value=\"([^\"]*)\"")]
    private static partial Regex Value();

    // A line break right after the tag is not part of what a browser sends.
    [GeneratedRegex("<textarea[^>]*name=\"([^\"]+)\"[^>]*>\n?(.*?)</textarea>", RegexOptions.Singleline)]
    private static partial Regex Area();
}
