using CareConnect.Browser.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CareConnect.Browser.Tests.Journeys;

/// <summary>Signing out, and a server that dies.</summary>
[Collection(InTheDemoClinic.Name)]
public sealed class SessionJourney(Chromium chromium, DemoClinic demo)
{
    [Fact]
    public async Task Signing_out_in_one_tab_ends_the_connection_of_the_other()
    {
        await using var mina = await chromium.Desk(demo.Clinic);
        await mina.SignInAs("Mina Park");
        await Expect(mina.Page.Locator(".strip")).ToBeVisibleAsync();
        var other = await mina.AnotherTab();
        await other.GotoAsync("/settings");
        await other.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(other.GetByText("You are signed out.")).ToBeVisibleAsync();
        await Expect(mina.Page.GetByRole(AriaRole.Alert).GetByText("You are signed out.")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(true, "choose another address with --urls")]
    [InlineData(false, "is a demo clinic's")]
    public async Task A_start_that_cannot_be_says_why_in_words(bool asDemo, string words)
    {
        var (code, said) = await demo.Clinic.StartAgain(asDemo);
        Assert.Equal(1, code);
        Assert.Contains(words, said, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_killed_server_comes_back_with_everything_that_was_sent()
    {
        await using var maya = await chromium.Phone(demo.Clinic);
        await maya.SignInAs("Maya Torres");
        await maya.OpenThread("Dana’s team");
        await maya.Write("Written just before the power cut.");

        await demo.Clinic.Kill();
        await maya.Type("Written during the power cut.");
        await Expect(maya.LastMessage).ToContainTextAsync("Saved on this phone");
        await demo.Clinic.Start();

        await Expect(maya.LastMessage).ToContainTextAsync(new System.Text.RegularExpressions.Regex("Sent,|Opened"), new() { Timeout = 60_000 });
        await maya.Page.ReloadAsync();
        await Expect(maya.Log.GetByText("Written just before the power cut.")).ToHaveCountAsync(1);
        await Expect(maya.Log.GetByText("Written during the power cut.")).ToHaveCountAsync(1);
    }
}
