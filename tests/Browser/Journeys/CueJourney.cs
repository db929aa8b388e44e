using System.Text;
using CareConnect.Browser.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CareConnect.Browser.Tests.Journeys;

/// <summary>Words that sound heavy: an offer before they are sent, and nothing about them without a tap.</summary>
[Collection(InTheDemoClinic.Name)]
public sealed class CueJourney(Chromium chromium, DemoClinic demo)
{
    [Fact]
    public async Task A_crisis_that_the_patient_shares_is_on_the_board_and_the_message_is_sent()
    {
        await using var luis = await chromium.Desk(demo.Clinic);
        await luis.SignInAs("Luis Herrera");
        await luis.SeesTheBoard();
        await using var sam = await chromium.Phone(demo.Clinic);
        await sam.SignInAs("Sam Whitfield");
        await sam.OpenThread("Front desk");

        await sam.Press("I can’t do it any more. I want to kill myself tonight.");
        var offer = sam.Page.GetByRole(AriaRole.Dialog, new() { Name = "Share this with your team?" });
        await Expect(offer.GetByText("Some of this sounds heavy.")).ToBeVisibleAsync();
        await Expect(offer.GetByRole(AriaRole.Link, new() { Name = "Call 988" })).ToBeInViewportAsync();
        await sam.Show("cue-offer");
        await offer.GetByRole(AriaRole.Button, new() { Name = "Share it" }).ClickAsync();

        await Expect(luis.Alert("Sam Whitfield").GetByText("Shared that what they wrote sounds like a crisis").First).ToBeVisibleAsync(new() { Timeout = 5_000 });
        await Expect(sam.Page.GetByText("Your crisis team is being told.")).ToBeVisibleAsync();
        await Expect(sam.LastMessage).ToContainTextAsync("I want to kill myself tonight.");
        await Expect(sam.LastMessage).ToContainTextAsync("Sent");
        await Expect(sam.Composer).ToHaveValueAsync("");
        await sam.Show("cue-told");
        sam.ExpectNoComplaints();
    }

    [Fact]
    public async Task Not_now_sends_the_sealed_message_and_nothing_else()
    {
        await using var sam = await chromium.Open(demo.Clinic, "narrow", "es-US");
        await sam.SignInAs("Sam Whitfield");
        var frames = new List<string>();
        sam.Page.WebSocket += (_, socket) => socket.FrameSent += (_, frame) => frames.Add(Encoding.Latin1.GetString(frame.Binary ?? Encoding.UTF8.GetBytes(frame.Text ?? "")));
        await sam.Page.GetByRole(AriaRole.Navigation, new() { Name = "Principal" }).GetByRole(AriaRole.Link, new() { Name = "Mensajes" }).ClickAsync();
        await sam.Page.GetByRole(AriaRole.Link, new() { Name = "Front desk" }).First.ClickAsync();

        await sam.Composer.FillAsync("Ya no quiero vivir.");
        await sam.Page.GetByRole(AriaRole.Button, new() { Name = "Enviar" }).ClickAsync();
        var offer = sam.Page.GetByRole(AriaRole.Dialog, new() { Name = "¿Compartir esto con su equipo?" });
        await Expect(offer.GetByRole(AriaRole.Link, new() { Name = "988" }).First).ToBeVisibleAsync();
        await sam.Show("cue-offer");
        lock (frames) Assert.DoesNotContain(frames, frame => frame.Contains("cc1/message", StringComparison.Ordinal));
        await offer.GetByRole(AriaRole.Button, new() { Name = "Ahora no" }).ClickAsync();
        await Expect(sam.LastMessage).ToContainTextAsync("Ya no quiero vivir.");
        await Expect(sam.LastMessage).ToContainTextAsync("Enviado");

        // What left: the message, whose open part has the three items of one that shares no cue, and no call for an alert.
        string[] sent;
        lock (frames) sent = [.. frames];
        Assert.DoesNotContain(sent, frame => frame.Contains("RaiseAlert", StringComparison.Ordinal) || frame.Contains("risk-cue", StringComparison.Ordinal));
        var posted = Assert.Single(sent, frame => frame.Contains("cc1/message", StringComparison.Ordinal));
        Assert.Contains("\u0083\u0068cc1/open", posted, StringComparison.Ordinal);
        sam.ExpectNoComplaints();
    }
}
