using CareConnect.Browser.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CareConnect.Browser.Tests.Journeys;

/// <summary>Every page, as those who may open it see it: axe, no sideways scrolling, and a picture, at each size.</summary>
[Collection(InTheDemoClinic.Name)]
public sealed class EveryPageJourney(Chromium chromium, DemoClinic demo)
{
    [Theory]
    [InlineData("phone")]
    [InlineData("narrow")]
    [InlineData("desk")]
    public async Task A_patients_pages_are_accessible(string size)
    {
        await using var maya = await chromium.Open(demo.Clinic, size);
        await maya.Page.GotoAsync("/sign-in");
        await maya.Show("sign-in");
        await maya.SignInAs("Maya Torres");
        // Opens her keys: else the first page that needs them leaves for the unlocking and comes back, under axe's eyes.
        await maya.OpenThread("Dana’s team");
        foreach (var page in new[] { "home", "messages", "messages/new", "plan", "plan/kept", "settings", "settings/contacts", "help", "help/told" })
            await Look(maya, page);
        await maya.OpenThread("Dana’s team");
        await maya.Show("thread");
        await maya.Page.GetByRole(AriaRole.Radio, new() { Name = "Now" }).CheckAsync();
        await Expect(maya.Page.GetByText("Don’t wait for a message.")).ToBeVisibleAsync();
        await maya.Show("thread-now");
        await maya.Page.GotoAsync("/nowhere");
        await maya.Show("not-found");
        maya.ExpectNoComplaints();
    }

    [Theory]
    [InlineData("phone")]
    [InlineData("narrow")]
    [InlineData("desk")]
    public async Task A_clinicians_pages_are_accessible(string size)
    {
        await using var dana = await chromium.Open(demo.Clinic, size);
        await dana.SignInAs("Dana Okafor");
        await Expect(dana.Page.Locator(".strip")).ToBeVisibleAsync();
        foreach (var page in new[] { "queue", "channels", "channels/new", "people", "teams", "settings", "settings/away", "settings/replies" })
            await Look(dana, page);
        dana.ExpectNoComplaints();
    }

    [Theory]
    [InlineData("phone")]
    [InlineData("desk")]
    public async Task An_administrators_and_a_responders_pages_are_accessible(string size)
    {
        await using var priya = await chromium.Open(demo.Clinic, size);
        await priya.SignInAs("Priya Nair");
        await Expect(priya.Page.GetByRole(AriaRole.Button, new() { Name = "Invite someone" }).First).ToBeVisibleAsync();
        foreach (var page in new[] { "people", "teams", "queue", "rules", "rules/change", "figures", "operator", "reach-me" })
            await Look(priya, page, "administrator-");
        priya.ExpectNoComplaints();

        await using var luis = await chromium.Open(demo.Clinic, size, "es-US");
        await luis.SignInAs("Luis Herrera");
        // The shell has a heading too; an alert is drawn only once his keys are open.
        await Expect(luis.Page.GetByRole(AriaRole.Article).First).ToBeVisibleAsync();
        await luis.Show("crisis-es");
        luis.ExpectNoComplaints();
    }

    // A page with an island is done when its skeleton is gone.
    private static async Task Look(Person person, string page, string prefix = "")
    {
        await person.Page.GotoAsync($"/{page}");
        await person.Page.WaitForURLAsync($"**/{page}");
        await Expect(person.Page.Locator(".skel")).ToHaveCountAsync(0, new() { Timeout = 20_000 });
        await person.Show(prefix + page.Replace('/', '-'));
    }
}
