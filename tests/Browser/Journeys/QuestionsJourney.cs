using CareConnect.Browser.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CareConnect.Browser.Tests.Journeys;

/// <summary>Questionnaires: an ordinary one, and one that is a crisis.</summary>
[Collection(InTheDemoClinic.Name)]
public sealed class QuestionsJourney(Chromium chromium, DemoClinic demo)
{
    [Fact]
    public async Task A_low_PHQ9_in_Spanish_by_keyboard_alone_and_without_script()
    {
        await using var sam = await chromium.Open(demo.Clinic, "narrow", "es-US", script: false);
        await sam.SignInAs("Sam Whitfield");
        await sam.BeginQuestions("Preguntas", "Estado de ánimo", "Empezar");
        for (var number = 1; number <= 9; number++)
        {
            await Expect(sam.Page.GetByText($"Pregunta {number} de 9", new() { Exact = true })).ToBeVisibleAsync();
            // The first answer is the first thing to choose; Enter sends the form.
            var first = sam.Page.GetByRole(AriaRole.Radio, new() { Name = "Ningún día" });
            await first.FocusAsync();
            await sam.Page.Keyboard.PressAsync("Space");
            if (number == 3) await sam.Page.Keyboard.PressAsync("ArrowDown");
            await Expect(number == 3 ? sam.Page.GetByRole(AriaRole.Radio, new() { Name = "Varios días" }) : first).ToBeCheckedAsync();
            await sam.Page.Keyboard.PressAsync("Enter");
        }

        await Expect(sam.Page.GetByText("Sus respuestas muestran pocas señales de ánimo bajo o ninguna.")).ToBeVisibleAsync();
        await Expect(sam.Page.GetByText("En números: 1 de 27.")).ToBeVisibleAsync();
        await Expect(sam.Page.GetByRole(AriaRole.Link, new() { Name = "Pedir ayuda ya" }).First).ToBeVisibleAsync();
        sam.ExpectNoComplaints();
    }

    [Fact]
    public async Task A_high_screener_after_item_9_shows_help_first_and_reaches_the_board_with_its_cause()
    {
        await using var luis = await chromium.Desk(demo.Clinic);
        await luis.SignInAs("Luis Herrera");
        await luis.SeesTheBoard();
        await using var jerome = await chromium.Phone(demo.Clinic);
        await jerome.SignInAs("Jerome Baptiste");
        await jerome.Page.GetByRole(AriaRole.Link, new() { Name = "See the questions" }).ClickAsync();
        await jerome.Page.GetByRole(AriaRole.Link, new() { Name = "Mood: nine questions" }).ClickAsync();
        await Expect(jerome.Page.GetByText("Dana’s team can read them.")).ToBeVisibleAsync();
        await jerome.Page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await Expect(jerome.Page.GetByText("Question 1 of 9")).ToBeVisibleAsync();
        for (var number = 1; number <= 8; number++)
            await jerome.Choose($"Question {number} of 9", "Several days", "Next");
        await jerome.Choose("Question 9 of 9", "More than half the days", "Next");

        // Q4, an intent to act: high, with questions left.
        await Expect(jerome.Page.GetByText("Thank you for telling us.")).ToBeVisibleAsync();
        await jerome.Show("questions-safety");
        foreach (var (number, answer) in new[] { (1, "Yes"), (2, "Yes"), (3, "No"), (4, "Yes") })
            await jerome.Choose($"Safety question {number} of 7 at most", answer, "Next");

        await Expect(jerome.Page.GetByRole(AriaRole.Heading, new() { Name = "Please talk to somebody now" })).ToBeVisibleAsync();
        await Expect(jerome.Page.GetByRole(AriaRole.Link, new() { Name = "Call 988" })).ToBeInViewportAsync();
        await jerome.Show("questions-help");
        await Expect(luis.Alert("Jerome Baptiste").GetByText("Safety questions: high risk").First).ToBeVisibleAsync(new() { Timeout = 5_000 });

        // Going on keeps help in sight, and the end is help again.
        await jerome.Page.GetByRole(AriaRole.Link, new() { Name = "Go on with the questions" }).ClickAsync();
        await Expect(jerome.Page.GetByText("Your team was told.")).ToBeVisibleAsync();
        foreach (var number in new[] { 5, 6 })
            await jerome.Choose($"Safety question {number} of 7 at most", "No", "Next");
        await Expect(jerome.Page.GetByRole(AriaRole.Link, new() { Name = "Call 988" })).ToBeInViewportAsync();
        await jerome.Page.GetByRole(AriaRole.Link, new() { Name = "See who has it, or say where you are" }).ClickAsync();
        await Expect(jerome.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/help/told$"));
        jerome.ExpectNoComplaints();

        // Dana sees why his row is a crisis, and what he answered.
        await using var dana = await chromium.Desk(demo.Clinic);
        await dana.SignInAs("Dana Okafor");
        await Expect(dana.Row("Jerome Baptiste")).ToContainTextAsync("Safety questions: high risk");
        await dana.OpenRow("Jerome Baptiste");
        await Expect(dana.Page.GetByText("10, moderate.")).ToBeVisibleAsync();
        await Expect(dana.Page.GetByText("High risk. Today", new() { Exact = true })).ToBeVisibleAsync();
        await dana.Page.GetByRole(AriaRole.Button, new() { Name = "Step down" }).ClickAsync();
        await Expect(dana.Page.GetByRole(AriaRole.Dialog).GetByText("Moderate risk")).ToBeVisibleAsync();
        await dana.Show("queue-step-down");
        dana.ExpectNoComplaints();
    }

    [Theory]
    [InlineData("phone")]
    [InlineData("narrow")]
    [InlineData("desk")]
    public async Task The_pages_of_a_questionnaire_are_accessible(string size)
    {
        await using var sam = await chromium.Open(demo.Clinic, size);
        await sam.SignInAs("Sam Whitfield");
        await sam.Page.GotoAsync("/questions");
        await sam.Show("questions");
        await sam.Page.GetByRole(AriaRole.Link, new() { Name = "Worry: seven questions" }).ClickAsync();
        await Expect(sam.Page.GetByRole(AriaRole.Heading, new() { Name = "Who sees your answers" })).ToBeVisibleAsync();
        await sam.Show("questions-about");
        await sam.Page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await Expect(sam.Page.GetByText("Question 1 of 7")).ToBeVisibleAsync();
        await sam.Show("questions-worry");
        await sam.Choose("Question 1 of 7", "Several days", "Next");
        await Expect(sam.Page.GetByText("Question 2 of 7")).ToBeVisibleAsync();
        await sam.Page.GetByRole(AriaRole.Link, new() { Name = "Back" }).ClickAsync();
        await Expect(sam.Page.GetByRole(AriaRole.Radio, new() { Name = "Several days" })).ToBeCheckedAsync();
        await sam.Page.GetByRole(AriaRole.Button, new() { Name = "Leave it for now" }).ClickAsync();
        await Expect(sam.Page.GetByRole(AriaRole.Heading, new() { Name = "Stopped for now" })).ToBeVisibleAsync();
        await sam.Show("questions-left");
        await sam.Page.GotoAsync("/questions/medication");
        await sam.Show("questions-medication");
        sam.ExpectNoComplaints();
    }
}
