using CareConnect.Browser.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CareConnect.Browser.Tests.Journeys;

/// <summary>A clinician judges, hands on to who covers, and who covers answers with the clinic's own words.</summary>
[Collection(InTheDemoClinic.Name)]
public sealed class QueueJourney(Chromium chromium, DemoClinic demo)
{
    [Fact]
    public async Task A_level_is_lowered_the_row_goes_to_who_covers_and_a_template_is_the_answer()
    {
        await using (var priya = await chromium.Desk(demo.Clinic))
        {
            await priya.SignInAs("Priya Nair");
            await priya.Page.GotoAsync("/settings/replies");
            await priya.Page.GetByLabel("Name in English").Last.FillAsync("Read, answer tomorrow");
            await priya.Page.GetByLabel("Text in English").Last.FillAsync("Hello {name}, I have read this. You hear from me tomorrow.");
            await priya.Page.GetByLabel("Name in Spanish").Last.FillAsync("Leído, respuesta mañana");
            await priya.Page.GetByLabel("Text in Spanish").Last.FillAsync("Hola, {name}. Lo he leído. Mañana le respondo.");
            await priya.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).Last.ClickAsync();
            await Expect(priya.Page.GetByText("Saved.")).ToBeVisibleAsync();
            await priya.Show("replies");
        }

        await using var rosa = await chromium.Phone(demo.Clinic);
        await rosa.SignInAs("Rosa Delgado");
        await rosa.OpenThread("Dana’s team");
        await rosa.Page.GetByRole(AriaRole.Radio, new() { Name = "Now" }).CheckAsync();
        await rosa.Page.GetByRole(AriaRole.Button, new() { Name = "Write to my team anyway" }).ClickAsync();
        await rosa.Write("My heart raced all night. It is better now.");

        // (1) Dana speaks with her, and lowers it with the reason.
        await using var dana = await chromium.Desk(demo.Clinic);
        await dana.SignInAs("Dana Okafor");
        await Expect(dana.Row("Rosa Delgado")).ToContainTextAsync("Urgent");
        await Expect(dana.Row("Rosa Delgado")).ToContainTextAsync("Also waits for Front desk");
        await dana.OpenRow("Rosa Delgado");
        await dana.Page.Keyboard.PressAsync("l");
        var dialog = dana.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByText("Today: the same working day").ClickAsync();
        await dialog.GetByText("I spoke with the patient about risk").ClickAsync();
        await dana.Show("queue-lower");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Lower it" }).ClickAsync();
        await Expect(dana.Row("Rosa Delgado")).ToContainTextAsync("A colleague lowered it to today");
        await Expect(dana.Page.GetByText("Lowered because somebody spoke with the patient")).ToBeVisibleAsync();

        // (2) She hands it to Amari, who joins her team by it. Rosa sees that.
        await dana.Page.GetByRole(AriaRole.Button, new() { Name = "Hand over" }).First.ClickAsync();
        await dialog.GetByRole(AriaRole.Radio, new() { Name = "Amari Cole" }).CheckAsync();
        await Expect(dialog.GetByText("Rosa Delgado sees that they joined.")).ToBeVisibleAsync();
        await dana.Show("queue-hand-over");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Hand over" }).ClickAsync();
        await Expect(dana.Row("Rosa Delgado")).ToContainTextAsync("Amari Cole");
        await Expect(rosa.Log.GetByText("Amari Cole joined Dana’s team")).ToBeVisibleAsync();

        // (3) Amari answers with a template, which goes nowhere before she sends it.
        await using var amari = await chromium.Desk(demo.Clinic);
        await amari.SignInAs("Amari Cole");
        await amari.SeesTheBoard();
        await amari.Page.GotoAsync("/queue?show=mine");
        await amari.OpenRow("Rosa Delgado");
        await Expect(amari.Log.GetByText("My heart raced all night.")).ToBeVisibleAsync();
        await amari.Page.Locator("#pt").ClickAsync();
        await amari.Page.Keyboard.PressAsync("t");
        await amari.Show("queue-templates");
        await amari.Page.GetByRole(AriaRole.Button, new() { Name = "Read, answer tomorrow" }).ClickAsync();
        await Expect(amari.Composer).ToHaveValueAsync("Hello Rosa, I have read this. You hear from me tomorrow.");
        await Expect(amari.Composer).ToBeFocusedAsync();
        await amari.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(rosa.Log.GetByText("Hello Rosa, I have read this.")).ToBeVisibleAsync();
        amari.ExpectNoComplaints();
        dana.ExpectNoComplaints();
    }
}
