using CareConnect.Browser.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CareConnect.Browser.Tests.Journeys;

/// <summary>An administrator changes the rules, in a clinic of her own: other journeys read reply times.</summary>
public sealed class RulesJourney(Chromium chromium)
{
    [Fact]
    public async Task An_administrator_changes_a_clock_after_a_preview_and_a_row_decided_afterwards_names_the_new_rules()
    {
        await using var clinic = await RunningClinic.Demo();
        await using var dana = await chromium.Desk(clinic);
        await dana.SignInAs("Dana Okafor");
        await dana.OpenRow("Maya Torres");
        await Expect(dana.Page.GetByText("Rules: default-1")).ToBeVisibleAsync();
        await dana.CloseRow();

        // Her pages need no script.
        await using var priya = await chromium.Open(clinic, "desk", script: false);
        await priya.SignInAs("Priya Nair");
        await priya.Page.GetByRole(AriaRole.Link, new() { Name = "Rules" }).ClickAsync();
        await Expect(priya.Page.GetByText("answered within 1 working day,")).ToBeVisibleAsync();
        await priya.Page.GetByRole(AriaRole.Link, new() { Name = "Change the rules" }).ClickAsync();

        // A slip first: what was typed stays, and nothing else changes.
        await priya.Page.GetByLabel("Name of the new version").FillAsync("winter");
        await priya.Page.GetByLabel("Monday, opens").FillAsync("18:00");
        await priya.Page.GetByRole(AriaRole.Button, new() { Name = "Preview on the last 30 days" }).ClickAsync();
        await Expect(priya.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Line 8: on monday the clinic closes before it opens.");
        await Expect(priya.Page.GetByLabel("Name of the new version")).ToHaveValueAsync("winter");

        await priya.Page.GetByLabel("Monday, opens").FillAsync("09:00");
        await priya.Page.GetByLabel("Routine: working days until an answer").FillAsync("2");
        await priya.Page.GetByRole(AriaRole.Button, new() { Name = "Preview on the last 30 days" }).ClickAsync();
        await Expect(priya.Page.GetByRole(AriaRole.Heading, new() { Name = "Preview: nothing is changed yet" })).ToBeVisibleAsync();
        await Expect(priya.Page.GetByText("2, so far 1")).ToBeVisibleAsync();
        await Expect(priya.Page.GetByText("Rows looked at")).ToBeVisibleAsync();
        await priya.Page.GetByRole(AriaRole.Button, new() { Name = "Put in force now" }).ClickAsync();
        await Expect(priya.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("The rules of version winter decide from now on.");
        await Expect(priya.Page.GetByText("Version winter was put in force by Priya Nair")).ToBeVisibleAsync();

        await using var maya = await chromium.Phone(clinic);
        await maya.SignInAs("Maya Torres");
        await maya.OpenThread("Dana’s team");
        await maya.Write("Thank you for the note.");
        await dana.OpenRow("Maya Torres");
        await Expect(dana.Page.GetByText("Rules: winter")).ToBeVisibleAsync();

        // Every decision, of the old rules and the new ones, comes out the same again.
        var (code, said) = await clinic.Replay();
        Assert.True(code == 0 && said.Contains("0 different", StringComparison.Ordinal), said);
    }

    [Theory]
    [InlineData("narrow")]
    [InlineData("desk")]
    public async Task A_preview_and_a_refusal_are_accessible(string size)
    {
        await using var clinic = await RunningClinic.Demo();
        await using var priya = await chromium.Open(clinic, size);
        await priya.SignInAs("Priya Nair");
        await Expect(priya.Page.GetByRole(AriaRole.Button, new() { Name = "Invite someone" }).First).ToBeVisibleAsync();
        foreach (var page in new[] { "rules", "rules/change", "rules/version/default-1", "figures" })
        {
            await priya.Page.GotoAsync($"/{page}");
            await priya.Show(page.Replace('/', '-'));
        }

        await priya.Page.GotoAsync("/rules/change");
        await priya.Page.GetByLabel("PHQ-9 score that is seen the same day, or more").FillAsync("15");
        await priya.Page.GetByRole(AriaRole.Button, new() { Name = "Preview on the last 30 days" }).ClickAsync();
        await Expect(priya.Page.GetByRole(AriaRole.Heading, new() { Name = "Preview: nothing is changed yet" })).ToBeVisibleAsync();
        await priya.Show("rules-preview");
        await priya.Page.GetByRole(AriaRole.Button, new() { Name = "Change something" }).ClickAsync();
        await priya.Page.GetByLabel("Document (JSON)").FillAsync("{\n  \"version\": 3\n}");
        await priya.Page.GetByRole(AriaRole.Button, new() { Name = "Preview this document" }).ClickAsync();
        await Expect(priya.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Line 2");
        await priya.Show("rules-refused");
        priya.ExpectNoComplaints();
    }
}
