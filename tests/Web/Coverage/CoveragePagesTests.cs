using System.Net;
using System.Text.RegularExpressions;
using CareConnect.Hub.OnCall;
using Microsoft.EntityFrameworkCore;

namespace CareConnect.Web.Tests.Coverage;

public sealed partial class CoveragePagesTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;
    private readonly CoverageClinic clinic = new();
    private readonly Guid schedule = new("01234567-89ab-7def-8123-456789abcdef");

    public ValueTask InitializeAsync() => clinic.InitializeAsync();

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    [Fact]
    public async Task Crisis_teams_and_administrators_see_the_pages_and_nobody_else_does()
    {
        await Save(await clinic.SignedIn("priya"));
        string[] pages = ["/coverage", $"/coverage/change?schedule={schedule}", "/coverage/swaps", "/coverage/calendar"];
        string[] editing = ["/coverage/policy", $"/coverage/policies/{schedule}", $"/coverage/schedules/{schedule}"];
        foreach (var (login, sees, edits) in new[]
                 { ("priya", true, true), ("luis", true, true), ("amari", true, false), ("dana", false, false), ("maya", false, false) })
        {
            var browser = await clinic.SignedIn(login);
            foreach (var page in pages)
                Assert.Equal((page, sees ? HttpStatusCode.OK : HttpStatusCode.Forbidden), (page, (await browser.GetAsync(page, Cancelled)).StatusCode));
            foreach (var page in editing)
                Assert.Equal((page, edits ? HttpStatusCode.OK : HttpStatusCode.Forbidden), (page, (await browser.GetAsync(page, Cancelled)).StatusCode));
            if (login != "maya") Assert.Equal(sees, (await browser.Page("/teams")).Contains("href=\"/coverage\"", StringComparison.Ordinal));
        }

        foreach (var page in pages) Assert.Equal("/sign-in", (await clinic.Browser().GetAsync(page, Cancelled)).Headers.Location?.AbsolutePath);
    }

    [Fact]
    public async Task No_page_has_an_inline_script_or_style_and_each_speaks_both_languages()
    {
        var browser = await clinic.SignedIn("priya");
        await Save(browser);
        foreach (var path in new[] { "/coverage?", $"/coverage/change?schedule={schedule}&", "/coverage/swaps?", "/coverage/calendar?", "/coverage/policy?", $"/coverage/schedules/{schedule}?" })
        foreach (var code in new[] { "en", "es" })
        {
            var page = await browser.Page($"{path}lang={code}");
            Assert.Contains($"<html lang=\"{code}\">", page);
            Assert.DoesNotMatch("(?i)<style|\\sstyle=|\\son[a-z]+=|javascript:", page);
            Assert.Single(Regex.Matches(page, "<h1"));
            Assert.DoesNotContain("coverage.", Visible(page));
        }
    }

    [Fact]
    public async Task A_rotation_is_made_with_the_form_and_stands_in_the_week()
    {
        var browser = await clinic.SignedIn("luis");
        Assert.Equal(HttpStatusCode.Redirect, (await Save(browser)).StatusCode);
        var page = await browser.Page("/coverage");
        Assert.Contains("8&#xA0;am to 8&#xA0;pm", page);
        Assert.Contains("Gap: nobody", page);
        Assert.Contains("gaps in the next seven days", page);
    }

    [Fact]
    public async Task A_shift_that_ends_before_it_begins_is_refused_with_the_reason_and_what_was_typed_stays()
    {
        var browser = await clinic.SignedIn("priya");
        await Save(browser);
        var answer = await Save(browser, ("form.version", "1"), ("form.name", "Typed"), ("form.rotations[0].hours[0].from", "20:00"), ("form.rotations[0].hours[0].until", "08:00"));
        var page = await answer.Text();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("A shift ends before it begins.", page);
        Assert.Contains("What was in force stays in force.", page);
        Assert.Contains("value=\"Typed\"", page);
        Assert.Contains("8&#xA0;am to 8&#xA0;pm", await browser.Page("/coverage"));
    }

    [Fact]
    public async Task Buttons_add_and_remove_rotations_without_script_and_nothing_is_saved_by_them()
    {
        var browser = await clinic.SignedIn("priya");
        var path = $"/coverage/schedules/{schedule}";
        var page = await (await browser.PostForm(path, await browser.Page(path), [.. Rotation(), ("do", "add")])).Text();
        Assert.Equal(2, Regex.Count(page, "name=\"form.rotations\\[[0-9]\\].name\""));
        page = await (await browser.PostForm(path, page, [.. Rotation(), ("do", "remove-0")])).Text();
        Assert.Equal(0, Regex.Count(page, "name=\"form.rotations\\[[0-9]\\].name\""));
        await using var db = await clinic.Database();
        Assert.False(await db.Set<StoredSchedule>().AnyAsync(Cancelled));
    }

    [Fact]
    public async Task A_bad_policy_is_refused_with_its_reasons_and_the_old_one_stays()
    {
        var browser = await clinic.SignedIn("priya");
        (string, string)[] good =
        [
            ("form.name", "Alerts"), ("form.version", "0"), ("form.steps[0].targets[0]", $"person:{clinic.Luis}"),
            ("form.steps[0].minutes", "5"), ("form.last", clinic.Amari), ("form.lastMinutes", "5"), ("do", "save"),
        ];
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostForm("/coverage/policy", await browser.Page("/coverage/policy"), good)).StatusCode);

        var bad = good.Select(field => field.Item1 switch
        {
            "form.version" => (field.Item1, "1"), "form.steps[0].minutes" => (field.Item1, "0"), "form.last" => (field.Item1, ""), _ => field,
        }).ToArray();
        var page = await (await browser.PostForm("/coverage/policy", await browser.Page("/coverage/policy"), bad)).Text();
        Assert.Contains("Step 1: write how many minutes to wait, at least 1.", page);
        Assert.Contains("Nobody is at the end.", page);
        var circle = bad.Select(field => field.Item1 == "form.steps[0].targets[0]" ? (field.Item1, $"policy:{Domain.OnCall.PolicyId.InForce}") : field).ToArray();
        Assert.Contains("The chains lead back to each other: Alerts → Alerts.", Visible(await (await browser.PostForm("/coverage/policy", await browser.Page("/coverage/policy"), circle)).Text()));

        await using var db = await clinic.Database();
        Assert.Equal(1, (await db.Set<StoredPolicy>().SingleAsync(Cancelled)).Version);
    }

    [Fact]
    public async Task A_gap_is_filled_and_a_time_that_no_clock_shows_is_refused()
    {
        var browser = await clinic.SignedIn("amari");
        await Save(await clinic.SignedIn("priya"));
        var path = $"/coverage/change?schedule={schedule}";
        var html = await browser.Page(path);
        Assert.DoesNotContain("leave it open", html);
        var year = TimeProvider.System.GetUtcNow().Year + 1;
        var change = Enumerable.Range(8, 7).Select(day => new DateTime(year, 3, day, 2, 30, 0)).Single(day => day.DayOfWeek == DayOfWeek.Sunday);
        var page = await (await browser.PostForm(path, html, ("begin", $"{change:yyyy-MM-dd}T02:30"), ("end", $"{change:yyyy-MM-dd}T07:00"), ("person", clinic.Amari))).Text();
        Assert.Contains("the clocks never show it", page);

        var night = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date).AddDays(2);
        var answer = await browser.PostForm(path, html, ("begin", $"{night:yyyy-MM-dd}T20:00"), ("end", $"{night.AddDays(1):yyyy-MM-dd}T08:00"), ("person", clinic.Amari));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await using var db = await clinic.Database();
        Assert.Equal(clinic.Amari, (await db.Set<StoredOverride>().SingleAsync(Cancelled)).Person);
    }

    [Fact]
    public async Task A_swap_is_asked_for_answered_and_both_shifts_change()
    {
        await Save(await clinic.SignedIn("priya"), [.. Nights()]);
        var (luis, amari) = (await clinic.SignedIn("luis"), await clinic.SignedIn("amari"));
        var page = await luis.Page("/coverage/swaps");
        var shifts = Regex.Matches(page, "<select id=\"(gives|takes)\".*?<option value=\"([^\"]+)\">", RegexOptions.Singleline);
        Assert.Contains("Choose one of your shifts", await (await luis.PostForm("/coverage/swaps", page, ("gives", shifts[0].Groups[2].Value))).Text());
        await luis.PostForm("/coverage/swaps", page, ("gives", shifts[0].Groups[2].Value), ("takes", shifts[1].Groups[2].Value));

        Assert.Contains("asks to swap shifts with you", await amari.Page("/coverage"));
        page = await amari.Page("/coverage/swaps");
        var id = Regex.Match(page, "name=\"id\" value=\"([^\"]+)\"").Groups[1].Value;
        Assert.Equal(HttpStatusCode.Redirect, (await amari.PostForm("/coverage/swaps?handler=Answer", page, ("id", id), ("to", "Agreed"))).StatusCode);
        Assert.DoesNotContain("asks to swap shifts with you", await amari.Page("/coverage"));
        await using var db = await clinic.Database();
        Assert.Equal(
            new[] { clinic.Luis, clinic.Amari }.Order(),
            await db.Set<StoredOverride>().Select(change => change.Person!).OrderBy(person => person).ToListAsync(Cancelled));
    }

    [Fact]
    public async Task A_calendar_link_is_read_without_a_session_until_it_is_taken_back()
    {
        await Save(await clinic.SignedIn("priya"));
        var luis = await clinic.SignedIn("luis");
        var page = await (await luis.PostForm("/coverage/calendar?handler=Make", await luis.Page("/coverage/calendar"), ("mine", "true"))).Text();
        var link = Address().Match(page).Groups[1].Value;
        Assert.DoesNotContain(link, await luis.Page("/coverage/calendar"));

        var program = clinic.Browser();
        var answer = await program.GetAsync(link + "?lang=es", Cancelled);
        Assert.Equal("text/calendar", answer.Content.Headers.ContentType?.MediaType);
        var text = await answer.Text();
        Assert.Contains("SUMMARY:De guardia: Crisis line\r\n", text);
        Assert.Equal(text, await (await program.GetAsync(link + "?lang=es", Cancelled)).Text());
        Assert.DoesNotContain("Maya", text);

        var id = Regex.Match(await luis.Page("/coverage/calendar"), "name=\"id\" value=\"([^\"]+)\"").Groups[1].Value;
        await luis.PostForm("/coverage/calendar?handler=Revoke", await luis.Page("/coverage/calendar"), ("id", id));
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync(link, Cancelled)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync($"/coverage/feed/{new string('A', 43)}.ics", Cancelled)).StatusCode);
    }

    [Fact]
    public async Task Calendar_links_cannot_be_guessed_without_end()
    {
        await using var slow = new ClinicHost(new() { ["Doors:TriesPerMinute"] = "3" });
        var program = slow.Browser();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 5; i++) answers.Add((await program.GetAsync($"/coverage/feed/{new string('A', 43)}.ics", Cancelled)).StatusCode);
        Assert.Equal([404, 404, 404, 429, 429], answers.Select(answer => (int)answer));
    }

    private async Task<HttpResponseMessage> Save(HttpClient browser, params (string Name, string Value)[] other)
    {
        var path = $"/coverage/schedules/{schedule}";
        (string Name, string Value)[] fields = [.. Rotation().Where(field => other.All(change => change.Name != field.Name)), .. other, ("do", "save")];
        return await browser.PostForm(path, await browser.Page(path), fields);
    }

    private IEnumerable<(string Name, string Value)> Rotation()
    {
        yield return ("form.name", "Crisis line");
        yield return ("form.version", "0");
        yield return ("form.rotations[0].name", "Days");
        yield return ("form.rotations[0].people[0]", clinic.Luis);
        yield return ("form.rotations[0].turnDays", "7");
        yield return ("form.rotations[0].start", "2026-01-05");
        foreach (var day in new[] { "mon", "tue", "wed", "thu", "fri", "sat", "sun" }) yield return ("form.rotations[0].hours[0].days", day);
        yield return ("form.rotations[0].hours[0].from", "08:00");
        yield return ("form.rotations[0].hours[0].until", "20:00");
        yield return ("form.rotations[0].hours[0].later", "0");
    }

    private IEnumerable<(string Name, string Value)> Nights() =>
    [
        .. Rotation().Where(field => field.Name.Contains("[0].", StringComparison.Ordinal)).Select(field => (field.Name.Replace("rotations[0]", "rotations[1]", StringComparison.Ordinal), field.Name switch
        {
            "form.rotations[0].name" => "Nights", "form.rotations[0].people[0]" => clinic.Amari, "form.rotations[0].hours[0].from" => "20:00",
            "form.rotations[0].hours[0].until" => "08:00", "form.rotations[0].hours[0].later" => "1", _ => field.Value,
        })),
    ];

    private static string Visible(string page) => WebUtility.HtmlDecode(Regex.Replace(page, "<[^>]*>", " "));

    [GeneratedRegex("https://localhost(/coverage/feed/[^?<]+)")]
    private static partial Regex Address();
}
