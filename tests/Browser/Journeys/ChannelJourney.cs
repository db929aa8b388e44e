using CareConnect.Browser.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CareConnect.Browser.Tests.Journeys;

/// <summary>Clinicians write to each other about a patient.</summary>
public sealed class ChannelJourney(Chromium chromium, DemoClinic demo) : IClassFixture<DemoClinic>
{
    [Fact]
    public async Task Someone_is_added_without_history_removed_and_added_with_all_of_it()
    {
        await using var dana = await chromium.Desk(demo.Clinic);
        await using var amari = await chromium.Phone(demo.Clinic);
        await dana.SignInAs("Dana Okafor");
        await Expect(dana.Page.Locator(".strip")).ToBeVisibleAsync();
        await dana.OpenChannel("Maya Torres");
        await Expect(dana.Log.GetByText("Mornings are better since she takes it with dinner.")).ToBeVisibleAsync();
        await dana.Write("Before anyone was added.");
        await dana.Show("channel");

        // (1) Without history: nothing from before opens.
        await Add("Amari Cole", "From now on");
        await dana.Write("After Amari was added.");
        await amari.SignInAs("Amari Cole");
        await amari.SeesTheBoard();
        await amari.Page.GotoAsync("/channels");
        await amari.OpenChannel("Maya Torres");
        await Expect(amari.Log.GetByText("After Amari was added.")).ToBeVisibleAsync();
        await Expect(amari.Log.GetByText("Before anyone was added.")).ToHaveCountAsync(0);
        await amari.Write("I see what comes from now on.");
        await Expect(dana.Log.GetByText("I see what comes from now on.")).ToBeVisibleAsync();
        await amari.Show("channel");

        // (2) Removed: nothing later reaches them, and the page says so.
        await dana.Page.GetByText("Who is in it, one by one").ClickAsync();
        await dana.Page.GetByRole(AriaRole.Button, new() { Name = "Remove Amari Cole" }).ClickAsync();
        await dana.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Expect(dana.Page.GetByText("Amari Cole is no longer in the channel.")).ToBeVisibleAsync();
        await dana.Write("After Amari left.");
        await amari.Page.ReloadAsync();
        await Expect(amari.Page.GetByText("You can’t read this.")).ToBeVisibleAsync();

        // (3) With history: all of it, from the first word.
        await Add("Amari Cole", "Everything so far");
        await amari.Page.GotoAsync("/channels");
        await amari.OpenChannel("Maya Torres");
        await Expect(amari.Log.GetByText("Before anyone was added.")).ToBeVisibleAsync();
        await Expect(amari.Log.GetByText("After Amari left.")).ToBeVisibleAsync();
        dana.ExpectNoComplaints();
        amari.ExpectNoComplaints();

        async Task Add(string name, string history)
        {
            await dana.Page.GetByRole(AriaRole.Button, new() { Name = "Add someone" }).ClickAsync();
            var dialog = dana.Page.GetByRole(AriaRole.Dialog);
            await dialog.GetByLabel("Whom?").SelectOptionAsync(new SelectOptionValue { Label = name });
            await dialog.GetByText(history).ClickAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
            await Expect(dana.Page.GetByText($"{name} is in the channel.")).ToBeVisibleAsync();
        }
    }
}
