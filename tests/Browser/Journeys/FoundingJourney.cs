using CareConnect.Browser.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CareConnect.Browser.Tests.Journeys;

/// <summary>From an empty database to a first encrypted message, all of it in browsers.</summary>
public sealed class FoundingJourney(Chromium chromium)
{
    private const string Password = "four plain words here";

    [Fact]
    public async Task A_clinic_is_founded_and_a_patient_writes_the_first_message()
    {
        await using var clinic = await RunningClinic.Empty();
        await using var admin = await chromium.Desk(clinic);
        await using var second = await chromium.Desk(clinic);
        await using var patient = await chromium.Phone(clinic);

        // (1) The first administrator founds the clinic with the console's one-time code.
        await admin.Page.GotoAsync("/");
        await Expect(admin.Page.GetByRole(AriaRole.Button, new() { Name = "Maya Torres" })).ToHaveCountAsync(0);
        await admin.Page.GotoAsync("/setup");
        await admin.Page.GetByLabel("One-time code").FillAsync(await clinic.SetupCode());
        await admin.Page.GetByLabel("Name of your clinic").FillAsync("Elm Street Clinic");
        await admin.Page.GetByLabel("Your sign-in name").FillAsync("priya@elm.example");
        await admin.Page.GetByLabel("Password").FillAsync(Password);
        await admin.Show("setup");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Set up" }).ClickAsync();
        await admin.Page.GetByLabel("Your name").FillAsync("Priya Nair");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await WriteDownTheCode(admin, show: true);
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Invite people" }).ClickAsync();

        // (2) A second steward comes before the first patient.
        await Expect(admin.Page.GetByText("A second steward comes first.")).ToBeVisibleAsync();
        var link = await Invite(admin, "Clinician", "Dana Okafor", steward: true);
        var danasCode = await Join(second, link, "dana@elm.example");
        await Expect(admin.Page.GetByRole(AriaRole.Button, new() { Name = "Confirm Dana Okafor" })).ToBeVisibleAsync();
        await admin.Show("people");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Confirm Dana Okafor" }).ClickAsync();
        await Expect(admin.Page.GetByText("Dana Okafor is confirmed.").First).ToBeVisibleAsync();

        // (3) Dana makes her team; as she is a steward, it is on the clinic's list at once.
        await second.Page.WaitForURLAsync("**/queue");
        await second.Page.GetByRole(AriaRole.Link, new() { Name = "Teams" }).ClickAsync();
        await second.Page.GetByRole(AriaRole.Button, new() { Name = "Make a team" }).First.ClickAsync();
        await second.Page.GetByLabel("Name of the team").FillAsync("Dana’s team");
        await second.Page.GetByRole(AriaRole.Button, new() { Name = "Make the team" }).ClickAsync();
        await Expect(second.Page.GetByText("Dana’s team is there.")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Expect(second.Page.GetByText("Not on the clinic’s list yet")).ToHaveCountAsync(0);

        // (4) The patient joins by link and writes before anyone confirmed anything.
        var patientLink = await Invite(admin, "Patient", "Sam Whitfield", steward: false);
        await Join(patient, patientLink, "sam@elm.example");
        await patient.Page.GetByText("Write a message").ClickAsync();
        await patient.Page.GetByRole(AriaRole.Link, new() { Name = "Dana’s team" }).ClickAsync();
        await patient.Write("My first message.");
        await patient.Show("first-message");

        // (5) Dana reads it and answers; the administrator confirms the patient.
        await second.Page.GotoAsync("/queue");
        await second.OpenRow("Sam Whitfield");
        await Expect(second.Log.GetByText("My first message.")).ToBeVisibleAsync();
        await second.Write("Welcome, Sam.");
        await Expect(patient.Log.GetByText("Welcome, Sam.")).ToBeVisibleAsync();
        await admin.Page.GotoAsync("/people");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Confirm Sam Whitfield" }).ClickAsync();
        await Expect(admin.Page.GetByText("Sam Whitfield is confirmed.").First).ToBeVisibleAsync();

        // (6) Dana at another computer: her password signs her in, her paper opens her keys.
        await using var elsewhere = await chromium.Desk(clinic);
        await elsewhere.Page.GotoAsync("/");
        await elsewhere.Page.GetByLabel("Sign-in name").FillAsync("dana@elm.example");
        await elsewhere.Page.GetByLabel("Password").FillAsync(Password);
        await elsewhere.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        var code = elsewhere.Page.GetByLabel("Recovery code", new() { Exact = true });
        await code.FillAsync("0000 0000 0000 0000 0000 0000 0000 0000");
        await elsewhere.Page.GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
        await Expect(elsewhere.Page.GetByText("Nothing is lost.")).ToBeVisibleAsync();
        await elsewhere.Show("unlock");
        await code.FillAsync(danasCode.ToLowerInvariant());
        await elsewhere.Page.GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
        await elsewhere.OpenRow("Sam Whitfield");
        await Expect(elsewhere.Log.GetByText("My first message.")).ToBeVisibleAsync();
        elsewhere.ExpectNoComplaints();
        admin.ExpectNoComplaints();
        second.ExpectNoComplaints();
        patient.ExpectNoComplaints();
    }

    private static async Task<string> Invite(Person inviter, string role, string name, bool steward)
    {
        await inviter.Page.GotoAsync("/people");
        await inviter.Page.GetByRole(AriaRole.Button, new() { Name = "Invite someone" }).First.ClickAsync();
        await inviter.Page.GetByRole(AriaRole.Radio, new() { NameRegex = new($"^{role} ") }).CheckAsync();
        await inviter.Page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        if (steward)
            await inviter.Page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await inviter.Page.GetByRole(AriaRole.Button, new() { Name = "Make the link" }).ClickAsync();
        var link = inviter.Page.GetByLabel("Link", new() { Exact = true });
        await Expect(link).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("/join#"));
        var address = await link.InputValueAsync();
        await inviter.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        return address;
    }

    private static async Task<string> Join(Person person, string link, string login)
    {
        await person.Page.GotoAsync(link);
        await person.Page.GetByLabel("Choose a sign-in name").FillAsync(login);
        await person.Page.GetByLabel("Choose a password").FillAsync(Password);
        await person.Show("join");
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        return await WriteDownTheCode(person, show: false);
    }

    // Reads the code off the screen, as a person would onto paper; a wrong group is named.
    private static async Task<string> WriteDownTheCode(Person person, bool show)
    {
        await Expect(person.Page.Locator("ol.code li")).ToHaveCountAsync(8, new() { Timeout = 20_000 });
        var groups = await person.Page.Locator("ol.code li").AllInnerTextsAsync();
        if (show)
            await person.Show("recovery-code");
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "I wrote it down" }).ClickAsync();
        var typed = person.Page.GetByLabel("Recovery code", new() { Exact = true });
        if (show)
        {
            await typed.FillAsync(string.Join(' ', groups.Take(7)) + " 0000");
            await person.Page.GetByRole(AriaRole.Button, new() { Name = "Check and go on" }).ClickAsync();
            await Expect(person.Page.GetByText("Group 8 is different from your code.")).ToBeVisibleAsync();
            await person.Show("recovery-code-back");
        }

        await typed.FillAsync(string.Join(' ', groups));
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Check and go on" }).ClickAsync();
        await Expect(person.Page.GetByRole(AriaRole.Heading, new() { NameRegex = new("You are ready|Waiting for a steward|You can write now") })).ToBeVisibleAsync(new() { Timeout = 40_000 });
        return string.Join(' ', groups);
    }
}
