using CareConnect.Browser.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CareConnect.Browser.Tests.Journeys;

/// <summary>Asking for help now, and whoever has it.</summary>
public sealed class CrisisJourney(Chromium chromium, DemoClinic demo) : IClassFixture<DemoClinic>
{
    [Fact]
    public async Task Without_script_the_team_is_told_and_sees_it_within_a_second_and_exactly_one_takes_it()
    {
        await using var luis = await chromium.Desk(demo.Clinic);
        await using var amari = await chromium.Phone(demo.Clinic);
        await luis.SignInAs("Luis Herrera");
        await amari.SignInAs("Amari Cole");
        await luis.SeesTheBoard();
        await amari.SeesTheBoard();

        await using var maya = await chromium.Open(demo.Clinic, "phone", script: false);
        await maya.SignInAs("Maya Torres");
        await maya.Page.GotoAsync("/help");
        await maya.Page.GetByRole(AriaRole.Button, new() { Name = "I need help now" }).ClickAsync();
        await Expect(maya.Page.GetByText("Nobody has answered yet.")).ToBeVisibleAsync();
        await Expect(maya.Page.GetByRole(AriaRole.Link, new() { Name = "Call 988" }).First).ToBeVisibleAsync();

        // The form's answer comes after the commit, so the push has had a head start: one second is the promise.
        foreach (var responder in new[] { luis, amari })
            await Expect(responder.Page.GetByRole(AriaRole.Heading, new() { Name = "Maya Torres" })).ToBeVisibleAsync(new() { Timeout = 5_000 });
        await luis.Show("crisis");
        await amari.Show("crisis");

        // Pressed in the page itself: a press by pointer would wait for ever for a button that the other's press took away.
        var buttons = await Task.WhenAll(new[] { luis, amari }.Select(one => one.Alert("Maya Torres").GetByRole(AriaRole.Button, new() { Name = "I have this" }).ElementHandleAsync()));
        await Task.WhenAll(buttons.Select(button => button.EvaluateAsync("(button) => button.click()")));
        foreach (var responder in new[] { luis, amari })
            await Expect(responder.Alert("Maya Torres").GetByText("has this").Or(responder.Alert("Maya Torres").GetByText("You have this")).First).ToBeVisibleAsync();
        var luisHas = await luis.Alert("Maya Torres").GetByText("You have this").IsVisibleAsync();
        var winner = luisHas ? "Luis Herrera" : "Amari Cole";
        var loser = luisHas ? amari : luis;
        await Expect(loser.Alert("Maya Torres").GetByText($"{winner} has this")).ToBeVisibleAsync();
        await Expect((luisHas ? luis : amari).Alert("Maya Torres").GetByText("Alert raised")).ToBeVisibleAsync();

        await maya.Page.GetByRole(AriaRole.Link, new() { Name = "Check again" }).ClickAsync();
        await Expect(maya.Page.GetByText($"{winner} has this")).ToBeVisibleAsync();

        // With script, her own device makes the room and seals where she is to the crisis team.
        await using var again = await chromium.Phone(demo.Clinic);
        await again.SignInAs("Maya Torres");
        await again.Page.GetByRole(AriaRole.Link, new() { Name = "See who has it" }).ClickAsync();
        await again.Page.GetByRole(AriaRole.Link, new() { Name = "Unlock, to write to them" }).ClickAsync();
        await again.Page.GetByLabel("Where you are").FillAsync("Union Station, platform 3");
        await again.Page.GetByLabel("What is happening").FillAsync("I am by the trains.");
        await again.Show("told");
        await again.Page.GetByRole(AriaRole.Button, new() { Name = "Send it to my team" }).ClickAsync();
        await Expect(again.Page.GetByText("Sent to your team.").First).ToBeVisibleAsync();
        await Expect((luisHas ? luis : amari).Alert("Maya Torres").GetByText("Union Station, platform 3").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_patient_tells_where_they_are_in_a_room_that_only_the_crisis_team_can_read()
    {
        await using var sam = await chromium.Phone(demo.Clinic);
        await using var luis = await chromium.Desk(demo.Clinic);
        await luis.SignInAs("Luis Herrera");
        // What the patient's device sealed when the alert was raised.
        await Expect(luis.Alert("Sam Whitfield").GetByText("No puedo parar los pensamientos.").First).ToBeVisibleAsync();

        await sam.SignInAs("Sam Whitfield");
        await sam.Page.GetByRole(AriaRole.Link, new() { Name = "Get help now" }).ClickAsync();
        await sam.Page.GetByRole(AriaRole.Button, new() { Name = "I need help now" }).ClickAsync();
        await sam.Page.GetByRole(AriaRole.Link, new() { Name = "Unlock, to write to them" }).ClickAsync();
        await sam.Write("It got worse again.");

        var alert = luis.Alert("Sam Whitfield");
        await Expect(alert.GetByText("Asked again").Last).ToBeVisibleAsync();
        await alert.GetByRole(AriaRole.Button, new() { Name = "I have this" }).ClickAsync();
        await Expect(luis.Log.GetByText("It got worse again.")).ToBeVisibleAsync();
        await alert.GetByLabel("Message to Sam").FillAsync("I am calling you now.");
        await alert.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(sam.Log.GetByText("I am calling you now.")).ToBeVisibleAsync();
        await Expect(sam.Page.GetByText("Luis Herrera has this.")).ToBeVisibleAsync();
        await luis.Show("crisis-mine");

        // Contact first; then it closes with what came of it, and with who sees to him next.
        await alert.GetByRole(AriaRole.Button, new() { Name = "I reached them" }).ClickAsync();
        await alert.GetByRole(AriaRole.Button, new() { Name = "Close with what came of it" }).ClickAsync();
        var dialog = luis.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByText("Safe, with their safety plan").ClickAsync();
        await dialog.GetByLabel("Who sees to them next?").SelectOptionAsync(new SelectOptionValue { Label = "Luis Herrera" });
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close the alert" }).ClickAsync();
        await luis.Page.GetByText("Closed in the last day").ClickAsync();
        await Expect(luis.Page.GetByText("Sam Whitfield: Safe, with their safety plan")).ToBeVisibleAsync();
        await Expect(sam.Page.GetByText("This is closed.")).ToBeVisibleAsync();
        luis.ExpectNoComplaints();
        sam.ExpectNoComplaints();
    }
}
