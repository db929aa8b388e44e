using CareConnect.Browser.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CareConnect.Browser.Tests.Journeys;

/// <summary>Somebody stands in.</summary>
[Collection(InTheDemoClinic.Name)]
public sealed class CoverJourney(Chromium chromium, DemoClinic demo)
{
    [Fact]
    public async Task A_colleague_joins_the_team_after_the_patient_wrote_and_reads_before_anyone_else_acts()
    {
        await using (var maya = await chromium.Phone(demo.Clinic))
        {
            await maya.SignInAs("Maya Torres");
            await maya.OpenThread("Dana’s team");
            await maya.Write("Written before Luis came.");
        }

        await using (var dana = await chromium.Desk(demo.Clinic))
        {
            await dana.SignInAs("Dana Okafor");
            await Expect(dana.Page.Locator(".strip")).ToBeVisibleAsync();
            await dana.Page.GetByRole(AriaRole.Link, new() { Name = "Teams" }).ClickAsync();
            await dana.Page.GetByRole(AriaRole.Button, new() { Name = "Add someone to Dana’s team" }).ClickAsync();
            var dialog = dana.Page.GetByRole(AriaRole.Dialog);
            await dialog.GetByRole(AriaRole.Radio, new() { Name = "Luis Herrera" }).CheckAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
            await Expect(dana.Page.GetByText("Luis Herrera is in Dana’s team.")).ToBeVisibleAsync();
            await dana.Show("teams");
        }

        // Both are gone: neither the patient's device nor Dana's is there to help.
        await using var luis = await chromium.Desk(demo.Clinic);
        await luis.SignInAs("Luis Herrera");
        await luis.SeesTheBoard();
        await luis.Page.GotoAsync("/queue");
        await luis.OpenRow("Maya Torres");
        await Expect(luis.Log.GetByText("Written before Luis came.")).ToBeVisibleAsync();
        await Expect(luis.Log.GetByText("The new dose makes me sleepy until noon.")).ToBeVisibleAsync();
        await luis.Write("I stand in for Dana this week.");
    }
}
