using CareConnect.Browser.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CareConnect.Browser.Tests.Journeys;

/// <summary>Who is on call, and whom alerts are paged to: plain forms, on a phone, without script.</summary>
[Collection(InTheDemoClinic.Name)]
public sealed class OnCallJourney(Chromium chromium, DemoClinic demo)
{
    [Fact]
    public async Task An_administrator_fills_a_gap_and_a_bad_policy_is_refused_while_the_old_one_stays()
    {
        await using var priya = await chromium.Open(demo.Clinic, "phone", script: false);
        var page = priya.Page;
        await priya.SignInAs("Priya Nair");
        await page.GetByRole(AriaRole.Link, new() { Name = "Coverage" }).ClickAsync();
        await Expect(page.GetByText("One gap:")).ToBeVisibleAsync();
        await Expect(page.GetByText("Gap: nobody").First).ToBeVisibleAsync();

        // The gap's own hours stand in the form; a person does not, and is asked for.
        await page.GetByRole(AriaRole.Link, new() { Name = "Fill the gap" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose who is on call.");
        await page.GetByLabel("Who is on call").SelectOptionAsync(new SelectOptionValue { Label = "Amari Cole" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "On call," })).ToBeVisibleAsync();
        await Expect(page.GetByText("One gap:")).ToHaveCountAsync(0);

        // Zero delay, and nobody at the end.
        await page.GetByRole(AriaRole.Link, new() { Name = "Edit who is paged" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a step" }).ClickAsync();
        var third = page.GetByRole(AriaRole.Group, new() { Name = "Step 3" });
        await third.GetByLabel("Who is paged").SelectOptionAsync(new SelectOptionValue { Label = "Crisis team" });
        await third.GetByLabel("Minutes until the next step").FillAsync("0");
        await page.GetByLabel("The last person").SelectOptionAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Put these steps in force" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Step 3: write how many minutes to wait");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Nobody is at the end.");
        await Expect(page.GetByText("Version 1:")).ToBeVisibleAsync();
        await Expect(page.GetByText("Version 2:")).ToHaveCountAsync(0);

        // What was typed is still there: only what was wrong is written again.
        await third.GetByLabel("Minutes until the next step").FillAsync("10");
        await page.GetByLabel("The last person").SelectOptionAsync(new SelectOptionValue { Label = "Amari Cole" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Put these steps in force" }).ClickAsync();
        await Expect(page.GetByText("has 10 minutes, then the next step")).ToBeVisibleAsync();
        await Expect(page.GetByText("Last changed by Priya Nair")).ToContainTextAsync("version 2");
        priya.ExpectNoComplaints();
    }

    [Theory]
    [InlineData("phone")]
    [InlineData("narrow")]
    [InlineData("desk")]
    public async Task The_pages_are_accessible(string size)
    {
        await using var luis = await chromium.Open(demo.Clinic, size, "es-US");
        await luis.SignInAs("Luis Herrera");
        await Expect(luis.Page.GetByRole(AriaRole.Heading, new() { NameRegex = new("[0-9]") }).First).ToBeVisibleAsync();
        await luis.Page.GotoAsync("/coverage");
        await Expect(luis.Page.GetByRole(AriaRole.Link, new() { Name = "Editar los turnos" })).ToBeVisibleAsync();
        await luis.Show("coverage-es");

        // He leads the team, so he may edit.
        await using var page = await chromium.Open(demo.Clinic, size);
        await page.SignInAs("Luis Herrera");
        await page.SeesTheBoard();
        await page.Page.GotoAsync("/coverage");
        await page.Show("coverage");
        foreach (var link in new[] { "Change who is on", "Swap shifts", "Edit rotations", "Calendar links", "Edit who is paged" })
        {
            await page.Page.GotoAsync("/coverage");
            await page.Page.GetByRole(AriaRole.Link, new() { Name = link }).ClickAsync();
            await Expect(page.Page.Locator(".pane__back")).ToBeVisibleAsync();
            await page.Show("coverage-" + link.Split(' ')[^1]);
        }

        await page.Page.GotoAsync("/coverage/calendar");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "My shifts" }).ClickAsync();
        var address = await page.Page.GetByLabel("Link for your calendar program").InputValueAsync();
        Assert.Matches("/coverage/feed/[^/]{43}\\.ics", address);
        await page.Show("coverage-link");

        // Whoever has the link reads the shifts; the address is a secret, and nothing writes it down.
        using var program = new HttpClient();
        Assert.StartsWith("BEGIN:VCALENDAR\r\n", await program.GetStringAsync(new Uri(address), TestContext.Current.CancellationToken));
        Assert.DoesNotContain(new Uri(address).Segments[^1][..43], demo.Clinic.Log);
        page.ExpectNoComplaints();
    }
}
