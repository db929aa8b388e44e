using System.Text.RegularExpressions;
using CareConnect.Browser.Tests.Harness;
using CareConnect.Hub.Tests.Paging.Providers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CareConnect.Browser.Tests.Journeys;

/// <summary>A responder says how they are reached, is paged without a name, and has the alert with the second tap.</summary>
public sealed partial class PagingJourney(Chromium chromium)
{
    [Fact]
    public async Task A_page_by_mail_names_nobody_and_two_taps_answer_it()
    {
        await using var mail = new SmtpProvider();
        await using var clinic = await RunningClinic.Demo(
            "--Paging:Mail:Host", "127.0.0.1", "--Paging:Mail:Port", $"{mail.Port}", "--Paging:Mail:Tls", "false",
            "--Paging:Mail:From", "care@pages.example", "--Paging:Address", "http://localhost/",
            "--Paging:Push:Contact", "mailto:it@pages.example");

        // (1) Both responders add a mail address; it counts once the code that came by it is typed in.
        await using var luis = await chromium.Phone(clinic);
        await using var amari = await chromium.Phone(clinic);
        await Add(luis, "Luis Herrera", "luis@pages.example", mail);
        await Add(amari, "Amari Cole", "amari@pages.example", mail);

        // (2) A patient asks for help; who is on call now gets a mail that says so and no more.
        await using var maya = await chromium.Open(clinic, "phone", script: false);
        await maya.SignInAs("Maya Torres");
        await maya.Page.GotoAsync("/help");
        await maya.Page.GetByRole(AriaRole.Button, new() { Name = "I need help now" }).ClickAsync();
        await Expect(maya.Page.GetByRole(AriaRole.Heading, new() { Name = "Your team is told" })).ToBeVisibleAsync();
        var page = await mail.Next();
        Assert.Equal("Crisis alert. Open CareConnect.", page.Words);
        foreach (var word in (string[])["Maya", "Torres", "Demo", "clinic", "Herrera", "Cole"])
            Assert.DoesNotContain(word, page.Text, StringComparison.OrdinalIgnoreCase);
        var isLuis = page.Text.Contains("To: luis@pages.example", StringComparison.Ordinal);
        var (paged, name, other) = isLuis ? (luis, "Luis Herrera", amari) : (amari, "Amari Cole", luis);

        // (3) First tap: the link. Second tap: the button.
        var link = Link().Match(page.Text).Groups[1].Value;
        await paged.Page.GotoAsync(link);
        await Expect(paged.Page.GetByRole(AriaRole.Heading, new() { Name = "Maya Torres" })).ToBeVisibleAsync();
        await paged.Show("answer");
        await paged.Page.GetByRole(AriaRole.Button, new() { Name = "I have this" }).ClickAsync();
        await Expect(paged.Page.GetByText("You have this.")).ToBeVisibleAsync();
        await paged.Show("answer-mine");
        await maya.Page.GetByRole(AriaRole.Link, new() { Name = "Check again" }).ClickAsync();
        await Expect(maya.Page.GetByText($"{name} has this")).ToBeVisibleAsync();

        // (4) Whoever follows a page later reads who has it; the board says how far the page came.
        await other.Page.GotoAsync(link);
        await Expect(other.Page.GetByText($"{name} has this.")).ToBeVisibleAsync();
        await other.Show("answer-other");
        await other.Page.GetByRole(AriaRole.Link, new() { Name = "Open the crisis board" }).ClickAsync();
        await other.Alert("Maya Torres").GetByText("Messages and history").ClickAsync();
        await Expect(other.Alert("Maya Torres").GetByText("E-mail: ").First).ToBeVisibleAsync();
        luis.ExpectNoComplaints();
        amari.ExpectNoComplaints();
    }

    private static async Task Add(Person person, string name, string address, SmtpProvider mail)
    {
        await person.SignInAs(name);
        await person.Page.GotoAsync("/reach-me");
        await person.Page.GetByLabel("E-mail address").FillAsync(address);
        await person.Show("reach-me-empty");
        await person.Page.Locator("form:has(#a-email)").GetByRole(AriaRole.Button, new() { Name = "Add and send a code" }).ClickAsync();
        await Expect(person.Page.GetByText("The code is on its way.")).ToBeVisibleAsync();
        var code = SixDigits().Match((await mail.Next()).Words).Value;
        await person.Page.GetByLabel("Code of six digits").FillAsync(code == "000000" ? "111111" : "000000");
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "This is the code" }).ClickAsync();
        await Expect(person.Page.GetByText("This is not the code.").First).ToBeVisibleAsync();
        await person.Show("reach-me-wrong");
        await person.Page.GetByLabel("Code of six digits").FillAsync(code);
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "This is the code" }).ClickAsync();
        await Expect(person.Page.GetByText("It works.")).ToBeVisibleAsync();
        await Expect(person.Page.GetByText(address[0] + "•••@pages.example")).ToBeVisibleAsync();
        await person.Show("reach-me");
    }

    [GeneratedRegex("[0-9]{6}$")]
    private static partial Regex SixDigits();

    [GeneratedRegex("(/crisis/answer/[0-9a-f-]{36})")]
    private static partial Regex Link();
}
