using CareConnect.Browser.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CareConnect.Browser.Tests.Journeys;

/// <summary>Clinicians write to each other about a patient.</summary>
[Collection(InTheDemoClinic.Name)]
public sealed class ChannelJourney(Chromium chromium, DemoClinic demo)
{
    [Fact]
    public async Task Someone_is_added_with_history_and_another_without_and_one_is_removed()
    {
        await using var dana = await chromium.Desk(demo.Clinic);
        await using var tom = await chromium.Desk(demo.Clinic);
        await using var amari = await chromium.Phone(demo.Clinic);
        await dana.SignInAs("Dana Okafor");
        await dana.OpenChannel("Maya Torres");
        await Expect(dana.Log.GetByText("Mornings are better since she takes it with dinner.")).ToBeVisibleAsync();
        await dana.Write("Before anyone was added.");
        await dana.Show("channel");

        await Add("Tom Reyes", "From now on");
        await Add("Amari Cole", "Everything so far");
        await dana.Write("After both were added.");

        await tom.SignInAs("Tom Reyes");
        await tom.OpenChannel("Maya Torres");
        await Expect(tom.Log.GetByText("After both were added.")).ToBeVisibleAsync();
        await Expect(tom.Log.GetByText("Before anyone was added.")).ToHaveCountAsync(0);

        await amari.SignInAs("Amari Cole");
        await amari.Page.GotoAsync("/channels");
        await amari.OpenChannel("Maya Torres");
        await Expect(amari.Log.GetByText("Before anyone was added.")).ToBeVisibleAsync();
        await amari.Write("I can read all of it.");
        await Expect(dana.Log.GetByText("I can read all of it.")).ToBeVisibleAsync();
        await amari.Show("channel");

        await dana.Page.GetByText("Who is in it, one by one").ClickAsync();
        await dana.Page.GetByRole(AriaRole.Button, new() { Name = "Remove Tom Reyes" }).ClickAsync();
        await dana.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Expect(dana.Page.GetByText("Tom Reyes is no longer in the channel.")).ToBeVisibleAsync();
        await dana.Write("After Tom left.");
        await Expect(amari.Log.GetByText("After Tom left.")).ToBeVisibleAsync();
        await Expect(tom.Log.GetByText("After Tom left.")).ToHaveCountAsync(0);
        await tom.Page.ReloadAsync();
        await Expect(tom.Page.GetByText("You can’t read this.")).ToBeVisibleAsync();
        dana.ExpectNoComplaints();

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
