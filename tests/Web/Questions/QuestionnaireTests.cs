using System.Net;
using System.Text.RegularExpressions;
using CareConnect.Domain.People;
using CareConnect.Domain.Questionnaires;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Crisis;
using CareConnect.Hub.Questionnaires;
using Microsoft.EntityFrameworkCore;

namespace CareConnect.Web.Tests.Questions;

/// <summary>A patient goes through the questionnaires in a browser without script.</summary>
public sealed partial class QuestionnaireTests(StaffedClinic clinic) : IClassFixture<StaffedClinic>
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;
    private static int people;

    [Theory]
    [InlineData("en", "Over the last 2 weeks", "Little interest or pleasure in doing things", "Not at all", "Question 1 of 9")]
    [InlineData("es", "Durante las últimas 2 semanas", "Poco interés o placer en hacer cosas", "Ningún día", "Pregunta 1 de 9")]
    public async Task One_question_a_screen_in_both_languages(string language, string stem, string item, string choice, string progress)
    {
        var (browser, _) = await Patient();
        await browser.GetAsync($"/home?lang={language}", Cancelled);
        var sitting = await Begin(browser, "phq9");
        var page = WebUtility.HtmlDecode(await browser.Page(sitting));
        Assert.All(new[] { stem, item, choice, progress }, text => Assert.Contains(text, page));
        Assert.Equal(4, Radio().Count(page));
        Assert.Contains("href=\"/help\"", page);
    }

    [Theory]
    [InlineData("phq9")]
    [InlineData("gad7")]
    [InlineData("screener")]
    public async Task Before_the_first_question_it_says_who_reads_the_answers(string name)
    {
        var (browser, _) = await Patient();
        var page = await browser.Page($"/questions/{name}");
        Assert.Contains("Who sees your answers", page);
        Assert.Contains("part of your record", page);
        Assert.Contains("Nobody at the clinic is on call", page);
        Assert.DoesNotContain("type=\"radio\"", page);
    }

    [Fact]
    public async Task A_low_PHQ9_ends_in_plain_words_with_what_happens_next()
    {
        var (browser, account) = await Patient();
        var sitting = await Begin(browser, "phq9");
        for (var i = 1; i <= 8; i++) Assert.Equal(sitting, await Answer(browser, sitting, i == 1 ? 1 : 0));
        Assert.Equal(sitting + "/done", await Answer(browser, sitting, 0));

        var page = await browser.Page(sitting + "/done");
        Assert.Contains("few signs of low mood", page);
        Assert.Contains("In numbers: 1 of 27", page);
        Assert.Contains("Nothing else is needed from you", page);
        await using var db = await clinic.Database();
        Assert.Equal(1, (await db.Set<StoredResult>().SingleAsync(result => result.Record == account.Id, Cancelled)).Total);
    }

    [Fact]
    public async Task Item_9_leads_on_to_the_screener_and_a_crisis_to_help_before_anything_else()
    {
        var (browser, account) = await Patient();
        var sitting = await Begin(browser, "phq9");
        for (var i = 1; i <= 8; i++) await Answer(browser, sitting, 0);
        Assert.Equal(sitting, await Answer(browser, sitting, 2));

        var first = await browser.Page(sitting);
        Assert.Contains("Safety question 1 of 7 at most", first);
        Assert.Contains("Thank you for telling us", first);
        foreach (var answer in new[] { 1, 1, 0 }) await Answer(browser, sitting, answer);
        Assert.Equal(sitting + "/help", await Answer(browser, sitting, 1));

        var help = await browser.Page(sitting + "/help");
        Assert.True(help.IndexOf("tel:988", StringComparison.Ordinal) is var call and > 0 && call < help.IndexOf("more questions", StringComparison.Ordinal));
        Assert.Contains("href=\"/help/told\"", help);
        await using var db = await clinic.Database();
        Assert.Equal("screener", (await db.Set<StoredAlert>().SingleAsync(alert => alert.Record == account.Id, Cancelled)).Cause);

        // Whoever goes on keeps seeing where help is; the end is help again, and not a score.
        Assert.Contains("Your team was told", await browser.Page(sitting));
        await Answer(browser, sitting, 0);
        Assert.Equal(sitting + "/done", await Answer(browser, sitting, 0));
        var done = await browser.Page(sitting + "/done");
        Assert.Contains("tel:988", done);
        Assert.DoesNotContain("In numbers", done);
    }

    [Fact]
    public async Task Back_shows_what_was_answered_and_skipping_leaves_no_number()
    {
        var (browser, _) = await Patient();
        var sitting = await Begin(browser, "gad7");
        await Answer(browser, sitting, 3);
        Assert.Contains($"href=\"{sitting}?at=1\"", await browser.Page(sitting));
        Assert.Matches("value=\"3\"[^>]*checked", await browser.Page(sitting + "?at=1"));

        for (var i = 2; i <= 6; i++) await Answer(browser, sitting, 0);
        Assert.Equal(sitting + "/done", await Post(browser, sitting, "Skip"));
        var page = await browser.Page(sitting + "/done");
        Assert.Contains("You skipped a question", page);
        Assert.DoesNotContain("In numbers", page);
    }

    [Fact]
    public async Task Next_without_a_choice_asks_again_and_stores_nothing()
    {
        var (browser, _) = await Patient();
        var sitting = await Begin(browser, "phq9");
        var page = await browser.Page(sitting);
        var answer = await browser.PostForm(sitting, page, ("item", "phq9.1"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Choose an answer, or skip this question", await answer.Text());
        Assert.Contains("Question 1 of 9", await browser.Page(sitting));
    }

    [Fact]
    public async Task Leaving_says_that_it_is_kept_and_the_old_page_cannot_answer_any_more()
    {
        var (browser, _) = await Patient();
        var sitting = await Begin(browser, "screener");
        await Answer(browser, sitting, 1);
        var page = await browser.Page(sitting);
        Assert.Equal(sitting + "/done", await Post(browser, sitting, "Leave"));
        Assert.Contains("What you answered is kept", await browser.Page(sitting + "/done"));
        var late = await browser.PostForm(sitting, page, ("item", "cssrs.2"), ("answer", "1"));
        Assert.Equal(sitting + "/done", late.Headers.Location?.OriginalString);
        Assert.NotEqual(sitting, await Begin(browser, "screener"));
    }

    [Fact]
    public async Task A_sitting_opens_for_its_own_patient_alone()
    {
        var (browser, _) = await Patient();
        var sitting = await Begin(browser, "phq9");
        var (other, _) = await Patient();
        foreach (var path in new[] { sitting, sitting + "/help", sitting + "/done" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(path, Cancelled)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await (await clinic.SignedIn("dana")).GetAsync(path, Cancelled)).StatusCode);
            Assert.Equal("/sign-in", (await clinic.Browser().GetAsync(path, Cancelled)).Headers.Location?.AbsolutePath);
        }

        var page = await other.Page("/questions/phq9");
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostForm(sitting, page, ("item", "phq9.1"), ("answer", "3"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostForm(sitting + "?handler=Leave", page)).StatusCode);
        Assert.Contains("Question 1 of 9", await browser.Page(sitting));
    }

    [Fact]
    public async Task An_answer_needs_the_pages_own_token()
    {
        var (browser, _) = await Patient();
        var sitting = await Begin(browser, "phq9");
        var answer = await browser.Post(sitting, [("item", "phq9.1"), ("answer", "3")]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Question 1 of 9", await browser.Page(sitting));
    }

    [Theory]
    [InlineData("/questions/phq8")]
    [InlineData("/questions/sitting/00000000-0000-0000-0000-000000000000")]
    [InlineData("/questions/sitting/x")]
    public async Task There_is_no_such_questionnaire(string path)
    {
        var (browser, _) = await Patient();
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(path, Cancelled)).StatusCode);
    }

    [Fact]
    public async Task No_address_of_a_sitting_says_what_was_answered()
    {
        var (browser, _) = await Patient();
        var sitting = await Begin(browser, "screener");
        Assert.Matches("^/questions/sitting/[0-9a-f-]{36}$", sitting);
        foreach (var answer in new[] { 0, 0 }) Assert.Equal(sitting, await Answer(browser, sitting, answer));
        Assert.Equal(sitting + "/done", await Answer(browser, sitting, 0));
    }

    [Fact]
    public async Task A_medication_that_ran_out_is_told_to_the_team_with_a_time()
    {
        var (browser, account) = await Patient();
        var page = await browser.Page("/questions/medication");
        Assert.Contains("Choose what happened", await (await browser.PostForm("/questions/medication", page)).Text());
        var told = await (await browser.PostForm("/questions/medication", page, ("what", "ran-out"))).Text();
        Assert.Contains("Your team was told", told);
        Assert.Matches("Somebody looks by [^<{]+, by the clinic", told);
        await using var db = await clinic.Database();
        Assert.Contains("ran-out", (await db.Set<CareConnect.Hub.Queue.StoredItem>().SingleAsync(item => item.Record == account.Id, Cancelled)).Signals);
    }

    [Fact]
    public async Task Every_item_has_words_in_both_languages()
    {
        var (browser, _) = await Patient();
        foreach (var language in new[] { "en", "es" })
        {
            await browser.GetAsync($"/home?lang={language}", Cancelled);
            foreach (var name in new[] { "phq9", "gad7", "screener" })
            {
                var sitting = await Begin(browser, name);
                // Yes to everything but what would be a crisis; zeros elsewhere.
                for (string? next = sitting; next == sitting;)
                {
                    var page = await browser.Page(sitting);
                    Assert.DoesNotMatch(">(ask|sitting)\\.[a-z0-9.-]+<", page);
                    var item = Hidden().Match(page).Groups[1].Value;
                    next = await Answer(browser, sitting, item is "cssrs.2" or "cssrs.6" ? 1 : 0);
                }
            }
        }
    }

    private async Task<(HttpClient Browser, Account Account)> Patient()
    {
        var login = $"patient-{Interlocked.Increment(ref people)}";
        var account = await clinic.Add(login, Role.Patient, "Sam Patient");
        return (await clinic.SignedIn(login), account);
    }

    private static async Task<string> Begin(HttpClient browser, string name)
    {
        var about = $"/questions/{name}";
        var begun = await browser.PostForm(about, await browser.Page(about));
        Assert.Equal(HttpStatusCode.Redirect, begun.StatusCode);
        return begun.Headers.Location!.OriginalString;
    }

    /// <summary>Answers what is asked now, and says where that leads.</summary>
    private static async Task<string?> Answer(HttpClient browser, string sitting, int answer)
    {
        var page = await browser.Page(sitting);
        var stored = await browser.PostForm(sitting, page, ("item", Hidden().Match(page).Groups[1].Value), ("answer", $"{answer}"));
        return stored.Headers.Location?.OriginalString;
    }

    private static async Task<string?> Post(HttpClient browser, string sitting, string handler)
    {
        var page = await browser.Page(sitting);
        return (await browser.PostForm($"{sitting}?handler={handler}", page, ("item", Hidden().Match(page).Groups[1].Value))).Headers.Location?.OriginalString;
    }

    [GeneratedRegex("name=\"item\" value=\"([^\"]+)\"")]
    private static partial Regex Hidden();

    [GeneratedRegex("type=\"radio\"")]
    private static partial Regex Radio();
}
