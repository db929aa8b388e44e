using CareConnect.Browser.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CareConnect.Browser.Tests.Journeys;

/// <summary>A patient and their therapist talk; the queue moves.</summary>
[Collection(InTheDemoClinic.Name)]
public sealed class MessageJourney(Chromium chromium, DemoClinic demo)
{
    [Fact]
    public async Task A_patient_writes_the_therapist_claims_and_answers_and_each_sees_it_live()
    {
        await using var maya = await chromium.Phone(demo.Clinic);
        await using var dana = await chromium.Desk(demo.Clinic);
        await maya.SignInAs("Maya Torres");
        await maya.OpenThread("Dana’s team");

        // What the .NET client wrote is read in this browser.
        await Expect(maya.Log.GetByText("It can be, in the first two weeks.")).ToBeVisibleAsync();
        await Expect(maya.Log.GetByText("Mina Park joined")).ToBeVisibleAsync();
        await maya.Page.GetByText("Who can read this").ClickAsync();
        await Expect(maya.Page.GetByText("Nobody else.")).ToBeVisibleAsync();
        await maya.Show("thread");

        // The reply time is there before a word is typed; then one honest line.
        await maya.Page.GetByRole(AriaRole.Radio, new() { Name = "Today" }).CheckAsync();
        await Expect(maya.Page.GetByText("answers by").First).ToBeVisibleAsync();
        await maya.Write("The note should say two days, please.");
        await dana.SignInAs("Dana Okafor");
        await dana.OpenRow("Maya Torres");
        await Expect(dana.Log.GetByText("Could we talk about a note for my boss?")).ToBeVisibleAsync();
        await Expect(maya.LastMessage).ToContainTextAsync("Opened by the team");

        await Expect(dana.Log.GetByText("The note should say two days, please.")).ToBeVisibleAsync();
        await dana.Page.GetByRole(AriaRole.Button, new() { Name = "Claim" }).ClickAsync();
        await Expect(dana.Row("Maya Torres").GetByText("You")).ToBeVisibleAsync();
        await dana.Show("queue");

        await dana.Composer.PressSequentiallyAsync("Yes. I will ");
        await Expect(maya.Page.GetByText("Dana Okafor is answering")).ToBeVisibleAsync();
        await dana.Write("Yes. I will write it today.");
        await Expect(maya.Log.GetByText("Yes. I will write it today.")).ToBeVisibleAsync();
        await Expect(dana.LastMessage).ToContainTextAsync("Opened by Maya Torres");
        await dana.CloseRow();

        // A reload shows the same history.
        await maya.Page.ReloadAsync();
        await Expect(maya.Log.GetByText("Yes. I will write it today.")).ToBeVisibleAsync();
        await Expect(maya.Log.GetByText("The new dose makes me sleepy until noon.")).ToBeVisibleAsync();
        maya.ExpectNoComplaints();
        dana.ExpectNoComplaints();
    }

    [Fact]
    public async Task A_second_device_shows_the_whole_history()
    {
        await using var phone = await chromium.Phone(demo.Clinic);
        await phone.SignInAs("Maya Torres");
        await phone.OpenThread("Dana’s team");
        await phone.Write("Written on my phone.");

        await using var laptop = await chromium.Desk(demo.Clinic);
        await laptop.SignInAs("Maya Torres");
        await laptop.OpenThread("Dana’s team");
        await Expect(laptop.Log.GetByText("The new dose makes me sleepy until noon.")).ToBeVisibleAsync();
        await Expect(laptop.Log.GetByText("Written on my phone.")).ToBeVisibleAsync();
        await laptop.Write("Written on my laptop.");
        await Expect(phone.Log.GetByText("Written on my laptop.")).ToBeVisibleAsync();
        await laptop.Show("thread");
    }

    [Fact]
    public async Task What_is_written_without_a_connection_is_kept_and_goes_by_itself()
    {
        await using var maya = await chromium.Phone(demo.Clinic);
        await maya.SignInAs("Maya Torres");
        await maya.OpenThread("Dana’s team");

        await maya.Context.SetOfflineAsync(true);
        await Expect(maya.Page.GetByText("No connection.")).ToBeVisibleAsync();
        await maya.Type("Written in the tunnel.");
        await Expect(maya.LastMessage).ToContainTextAsync("Saved on this phone. Not sent yet.");
        await maya.Show("thread-offline");

        await maya.Context.SetOfflineAsync(false);
        await Expect(maya.LastMessage).ToContainTextAsync("Sent,", new() { Timeout = 60_000 });
        await Expect(maya.Log.GetByText("Written in the tunnel.")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Two_clinicians_claim_at_once_and_the_other_is_told_who_has_it()
    {
        await using var maya = await chromium.Phone(demo.Clinic);
        await maya.SignInAs("Maya Torres");
        await maya.OpenThread("Dana’s team");
        await maya.Write("Is anyone there tomorrow?");

        await using var dana = await chromium.Desk(demo.Clinic);
        await using var mina = await chromium.Desk(demo.Clinic);
        await dana.SignInAs("Dana Okafor");
        await mina.SignInAs("Mina Park");
        await dana.OpenRow("Maya Torres");
        await mina.OpenRow("Maya Torres");
        await Task.WhenAll(Claim(dana), Claim(mina));

        // Whoever lost is told who has it: by the answer to the claim, or by the row that changed under the hand.
        var danaHas = dana.Row("Maya Torres").GetByText("You");
        var minaHas = mina.Row("Maya Torres").GetByText("You");
        await Expect(danaHas.Or(dana.Row("Maya Torres").GetByText("Mina Park"))).ToBeVisibleAsync();
        await Expect(minaHas.Or(mina.Row("Maya Torres").GetByText("Dana Okafor"))).ToBeVisibleAsync();
        Assert.Equal(1, await danaHas.CountAsync() + await minaHas.CountAsync());
        await (await danaHas.CountAsync() == 1 ? dana : mina).CloseRow();
    }

    private static async Task Claim(Person clinician)
    {
        var claim = clinician.Page.GetByRole(AriaRole.Button, new() { Name = "Claim" });
        var claimed = clinician.Page.GetByText("has this. You can read").Or(clinician.Page.GetByRole(AriaRole.Button, new() { Name = "Give back" }));
        await clinician.Page.Keyboard.PressAsync("c");
        await Expect(claimed.First).ToBeVisibleAsync();
        await Expect(claim).ToHaveCountAsync(0);
    }
}
