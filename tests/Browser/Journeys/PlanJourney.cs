using CareConnect.Browser.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CareConnect.Browser.Tests.Journeys;

/// <summary>A safety plan: written on a phone, changed together, read without a network, and open to a responder at night.</summary>
public sealed class PlanJourney(Chromium chromium, DemoClinic demo) : IClassFixture<DemoClinic>
{
    [Fact]
    public async Task A_patient_reads_the_plan_without_a_network_until_they_sign_out()
    {
        await using var maya = await chromium.Phone(demo.Clinic);
        await maya.SignInAs("Maya Torres");
        await maya.HelpIsKept();
        await maya.Page.GetByRole(AriaRole.Link, new() { Name = "Open my plan" }).ClickAsync();
        await Expect(maya.Page.GetByText("Elena keeps my pills")).ToBeVisibleAsync();
        await Expect(maya.Page.GetByText("Signing out takes it away.")).ToBeVisibleAsync();
        await maya.Show("plan");
        await KeptPageIsThere(maya);

        await maya.Context.SetOfflineAsync(true);
        await maya.Page.GotoAsync("/plan");
        await Expect(maya.Page.GetByText("The copy on this device")).ToBeVisibleAsync();
        await Expect(maya.Page.GetByText("A hot shower with the radio on.").First).ToBeVisibleAsync();
        await Expect(maya.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("Call 303 555 0119.*Elena, my sister") }).First).ToHaveAttributeAsync("href", "tel:3035550119");
        await Expect(maya.Page.GetByRole(AriaRole.Link, new() { Name = "Call 988" }).First).ToBeVisibleAsync();
        await maya.Show("plan-offline");
        await maya.Page.GetByRole(AriaRole.Link, new() { Name = "Get help now" }).ClickAsync();
        await maya.Page.GetByRole(AriaRole.Link, new() { Name = "Open my plan" }).ClickAsync();
        await Expect(maya.Page.GetByText("A hot shower with the radio on.").First).ToBeVisibleAsync();

        await maya.Context.SetOfflineAsync(false);
        await maya.Page.GotoAsync("/home");
        await maya.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(maya.Page.GetByText("You are signed out").Or(maya.Page.GetByRole(AriaRole.Status)).First).ToBeVisibleAsync();
        await maya.Context.SetOfflineAsync(true);
        await maya.Page.GotoAsync("/plan");
        await Expect(maya.Page.GetByText("No safety plan is kept on this device.")).ToBeVisibleAsync();
        Assert.DoesNotContain("hot shower", await maya.Page.ContentAsync(), StringComparison.Ordinal);
        maya.ExpectNoComplaints();
    }

    [Fact]
    public async Task A_patient_writes_a_plan_the_therapist_changes_it_with_them_and_each_sees_who_did()
    {
        await using var maya = await chromium.Phone(demo.Clinic);
        await using var dana = await chromium.Desk(demo.Clinic);
        await maya.SignInAs("Maya Torres");
        await maya.Page.GotoAsync("/plan");
        await maya.Page.GetByRole(AriaRole.Button, new() { Name = "Change the plan" }).ClickAsync();
        await Expect(maya.Page.GetByRole(AriaRole.Heading, new() { Name = "Warning signs" })).ToBeFocusedAsync();
        await maya.Page.GetByRole(AriaRole.Button, new() { Name = "Add another" }).ClickAsync();
        await maya.Page.Locator("textarea").Last.FillAsync("I stop cooking.");
        await maya.Show("plan-step");

        // Nothing is lost by leaving: it is kept on the device.
        await maya.Page.GotoAsync("/home");
        await maya.Page.GotoAsync("/plan");
        await maya.Page.GetByRole(AriaRole.Button, new() { Name = "Go on writing" }).ClickAsync();
        await Expect(maya.Page.Locator("textarea").Last).ToHaveValueAsync("I stop cooking.");
        await maya.Page.GetByRole(AriaRole.Button, new() { Name = "Save and stop here" }).ClickAsync();
        await Expect(maya.Page.Locator(".plan").GetByText("I stop cooking.")).ToBeVisibleAsync();
        await Expect(maya.Page.GetByText("Sent, ").Or(maya.Page.GetByText("Opened by the team")).First).ToBeVisibleAsync();

        // Dana comes from the queue; both see each other's versions without loading the page again.
        await dana.SignInAs("Dana Okafor");
        await Expect(dana.Page.Locator(".strip")).ToBeVisibleAsync();
        await dana.OpenRow("Maya Torres");
        var beside = dana.Page.GetByRole(AriaRole.Complementary);
        await Expect(beside.GetByText("Changed today")).ToContainTextAsync("Maya");
        await beside.GetByRole(AriaRole.Link, new() { Name = "Open the plan" }).ClickAsync();
        await Expect(dana.Page.Locator(".plan").GetByText("I stop cooking.")).ToBeVisibleAsync();
        await dana.Show("plan-staff");
        await dana.Page.GetByRole(AriaRole.Button, new() { Name = "Change the plan" }).ClickAsync();
        await dana.Page.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        await dana.Page.GetByRole(AriaRole.Button, new() { Name = "Add another" }).ClickAsync();
        await dana.Page.Locator("textarea").Last.FillAsync("Knitting the blue scarf.");
        await dana.Page.GetByRole(AriaRole.Button, new() { Name = "Save and stop here" }).ClickAsync();
        await Expect(maya.Page.Locator(".plan").GetByText("Knitting the blue scarf.")).ToBeVisibleAsync();
        await Expect(maya.Page.Locator("header").GetByText("by Dana and you.")).ToBeVisibleAsync();

        // Earlier versions stay, and say whose they are.
        await maya.Page.GetByRole(AriaRole.Button, new() { Name = "Earlier versions" }).ClickAsync();
        await maya.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Read") }).Nth(1).ClickAsync();
        await Expect(maya.Page.Locator(".plan").GetByText("I stop cooking.")).ToBeVisibleAsync();
        await Expect(maya.Page.GetByText("Knitting the blue scarf.")).ToHaveCountAsync(0);
        await maya.Show("plan-versions");
        maya.ExpectNoComplaints();
        dana.ExpectNoComplaints();
    }

    [Fact]
    public async Task A_responder_finds_plan_numbers_and_place_in_the_room_and_confirms_where_the_patient_is()
    {
        await using var maya = await chromium.Phone(demo.Clinic);
        await maya.SignInAs("Maya Torres");
        await maya.Page.GotoAsync("/settings/contacts");
        await maya.Page.GetByLabel("My phone number").FillAsync("303 555 0187");
        await maya.Page.GetByLabel("Where I usually am").FillAsync("1650 Wazee Street, Apt 9, Denver");
        var first = maya.Page.GetByRole(AriaRole.Group, new() { Name = "Person 1" });
        await first.GetByLabel("Name").FillAsync("Elena Torres");
        await first.GetByLabel("Who they are to me").FillAsync("sister");
        await first.GetByLabel("Phone number").FillAsync("303 555 0119");
        await maya.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(maya.Page.GetByText("Saved.").First).ToBeVisibleAsync();
        await maya.Show("settings-contacts");

        await maya.Page.GetByRole(AriaRole.Link, new() { Name = "Get help now" }).ClickAsync();
        await maya.Page.GetByRole(AriaRole.Button, new() { Name = "I need help now" }).ClickAsync();
        await using var responder = await WhoHasIt();
        var alert = responder.Alert("Maya Torres");
        await Expect(alert.GetByRole(AriaRole.Link, new() { Name = "Call Maya", Exact = true })).ToHaveAttributeAsync("href", "tel:3035550187");
        await Expect(alert.GetByText("Elena Torres, sister")).ToBeVisibleAsync();
        await Expect(alert.GetByText("1650 Wazee Street, Apt 9, Denver").First).ToBeVisibleAsync();
        await Expect(alert.GetByText("Elena keeps my pills").Last).ToBeVisibleAsync();
        await alert.GetByRole(AriaRole.Button, new() { Name = "Confirm where they are" }).ClickAsync();
        await alert.GetByLabel("Where they are now, as you heard it").FillAsync("At home, with Elena on the way");
        await alert.GetByRole(AriaRole.Button, new() { Name = "Confirm", Exact = true }).ClickAsync();
        await Expect(alert.Locator("dl").GetByText("At home, with Elena on the way")).ToBeVisibleAsync();
        await Expect(alert.Locator("dl").GetByText("by you.").First).ToBeVisibleAsync();
        await alert.GetByText("Notes to the team").ClickAsync();
        await alert.GetByLabel("Note to the team").FillAsync("Elena is there at nine.");
        await alert.GetByRole(AriaRole.Button, new() { Name = "Send" }).First.ClickAsync();
        await Expect(alert.GetByRole(AriaRole.Log, new() { Name = "Notes to the team about Maya Torres" }).GetByText("Elena is there at nine.")).ToBeVisibleAsync();
        await responder.Show("crisis-room");

        // The patient sees the place, and never the note.
        await maya.Page.GetByRole(AriaRole.Link, new() { Name = "Unlock, to write to them" }).Or(maya.Log).First.WaitForAsync();
        var unlock = maya.Page.GetByRole(AriaRole.Link, new() { Name = "Unlock, to write to them" });
        if (await unlock.IsVisibleAsync()) await unlock.ClickAsync();
        await Expect(maya.Log.GetByText("At home, with Elena on the way")).ToBeVisibleAsync();
        Assert.DoesNotContain("Elena is there at nine.", await maya.Page.ContentAsync(), StringComparison.Ordinal);
        responder.ExpectNoComplaints();
        maya.ExpectNoComplaints();
    }

    // Another journey may have left this alert with one of the two.
    private async Task<Person> WhoHasIt()
    {
        var luis = await chromium.Desk(demo.Clinic);
        await luis.SignInAs("Luis Herrera");
        var alert = luis.Alert("Maya Torres");
        var free = alert.GetByRole(AriaRole.Button, new() { Name = "I have this" });
        var his = alert.GetByText("You have this");
        var hers = alert.GetByText("Amari Cole has this");
        await Expect(free.Or(his).Or(hers).First).ToBeVisibleAsync(new() { Timeout = 20_000 });
        if (await free.IsVisibleAsync()) await free.ClickAsync();
        await Expect(his.Or(hers).First).ToBeVisibleAsync();
        if (await his.IsVisibleAsync()) return luis;
        await luis.DisposeAsync();
        var amari = await chromium.Desk(demo.Clinic);
        await amari.SignInAs("Amari Cole");
        await Expect(amari.Alert("Maya Torres").GetByText("You have this")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        return amari;
    }

    private static Task<IJSHandle> KeptPageIsThere(Person person) => person.Page.WaitForFunctionAsync(
        "async () => { const cache = await caches.open('careconnect-plan-1'); return (await cache.match('/plan/kept')) !== undefined && (await cache.match('/app/kept.js')) !== undefined; }");
}
