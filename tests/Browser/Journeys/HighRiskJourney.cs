using CareConnect.Browser.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CareConnect.Browser.Tests.Journeys;

/// <summary>From the ninth question to who calls on the third day, in a clinic of its own: its chain has a first step of seconds.</summary>
public sealed class HighRiskJourney(Chromium chromium)
{
    [Fact]
    public async Task High_risk_passes_a_silent_first_responder_reaches_the_second_and_ends_in_follow_up_tasks()
    {
        await using var clinic = await RunningClinic.Demo();
        await using var luis = await chromium.Desk(clinic);
        await using var amari = await chromium.Phone(clinic);
        var first = await Responder(luis, "Luis Herrera");
        var second = await Responder(amari, "Amari Cole");
        await using (var priya = await chromium.Desk(clinic))
            await SetPolicy(priya, clinic.Url, first, second);

        // (1) He answers; help stands before anything else.
        await using var jerome = await chromium.Phone(clinic);
        await jerome.SignInAs("Jerome Baptiste");
        await jerome.BeginQuestions("Questions", "Mood: nine questions", "Begin");
        for (var number = 1; number <= 8; number++)
            await jerome.Choose($"Question {number} of 9", "Several days", "Next");
        await jerome.Choose("Question 9 of 9", "More than half the days", "Next");
        foreach (var (number, answer) in new[] { (1, "Yes"), (2, "Yes"), (3, "Yes"), (4, "Yes") })
            await jerome.Choose($"Safety question {number} of 7 at most", answer, "Next");
        await Expect(jerome.Page.GetByRole(AriaRole.Link, new() { Name = "Call 988" })).ToBeInViewportAsync();

        // (2) Luis is paged and stays silent; then Amari is.
        await Expect(luis.Alert("Jerome Baptiste").GetByText("You were told")).ToBeVisibleAsync(new() { Timeout = 5_000 });
        await Expect(amari.Alert("Jerome Baptiste").GetByText("Luis Herrera was told")).ToBeVisibleAsync();
        await Expect(amari.Alert("Jerome Baptiste").GetByText("You were told").First).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await amari.Show("crisis-second");
        await Expect(amari.Alert("Jerome Baptiste").GetByText("Safety questions, not finished: at least high.")).ToBeVisibleAsync();

        // (3) She has it, reaches him, and closes it with who sees to him next.
        var alert = amari.Alert("Jerome Baptiste");
        await alert.GetByRole(AriaRole.Button, new() { Name = "I have this" }).ClickAsync();
        await Expect(luis.Alert("Jerome Baptiste").GetByText("Amari Cole has this")).ToBeVisibleAsync();
        await jerome.Page.GotoAsync("/help/told");
        await Expect(jerome.Page.GetByText("Amari Cole has this").First).ToBeVisibleAsync();
        await alert.GetByRole(AriaRole.Button, new() { Name = "I reached them" }).ClickAsync();
        await alert.GetByRole(AriaRole.Button, new() { Name = "Close with what came of it" }).ClickAsync();
        var dialog = amari.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByText("Safe, with their safety plan").ClickAsync();
        await dialog.GetByLabel("Who sees to them next?").SelectOptionAsync(new SelectOptionValue { Label = "Dana Okafor" });
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close the alert" }).ClickAsync();
        await Expect(amari.Alert("Jerome Baptiste")).Not.ToBeVisibleAsync();

        // (4) What follows is Dana's work, with days.
        await using var dana = await chromium.Desk(clinic);
        await dana.SignInAs("Dana Okafor");
        var tasks = dana.Page.GetByRole(AriaRole.Region, new() { Name = "Tasks" });
        await Expect(tasks.GetByText("Call after a crisis")).ToBeVisibleAsync();
        await Expect(tasks.GetByText("Visit after a crisis: first")).ToBeVisibleAsync();
        await tasks.GetByText("later than this week").ClickAsync();
        await Expect(tasks.GetByText("Visit after a crisis: second")).ToBeVisibleAsync();
        await dana.Show("queue-tasks");

        // (5) She is worried about somebody else, and raises the alert herself.
        await dana.OpenRow("Rosa Delgado");
        await dana.Page.GetByRole(AriaRole.Button, new() { Name = "Raise an alert" }).ClickAsync();
        await dana.Show("queue-raise");
        await dana.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Raise the alert" }).ClickAsync();
        await Expect(luis.Alert("Rosa Delgado").GetByText("Raised by a colleague").First).ToBeVisibleAsync();
        amari.ExpectNoComplaints();
        dana.ExpectNoComplaints();
    }

    private static async Task<string> Responder(Person person, string name)
    {
        await person.SignInAs(name);
        await person.SeesTheBoard();
        return await person.Page.Locator("#island").EvaluateAsync<string>("island => JSON.parse(island.dataset.self).person");
    }

    // Whole minutes are what the page offers; the endpoint behind it takes seconds.
    private static async Task SetPolicy(Person administrator, string origin, string first, string second)
    {
        await administrator.SignInAs("Priya Nair");
        await using var answer = await administrator.Context.APIRequest.PutAsync("/api/on-call/policy", new()
        {
            Headers = [new("Origin", origin)],
            DataObject = new
            {
                name = "Seconds", version = 1, last = second, lastSeconds = 60,
                steps = new[] { new { targets = new[] { new { kind = "person", id = first } }, seconds = 4 } },
            },
        });
        Assert.Equal(200, answer.Status);
    }
}
