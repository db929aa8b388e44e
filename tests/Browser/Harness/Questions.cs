using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CareConnect.Browser.Tests.Harness;

/// <summary>What a patient does with a questionnaire.</summary>
internal static class Questions
{
    extension(Person person)
    {
        /// <summary>From the navigation to the first question.</summary>
        public async Task BeginQuestions(string questions, string name, string begin)
        {
            await person.Page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = questions }).ClickAsync();
            await person.Page.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
            await person.Page.GetByRole(AriaRole.Button, new() { Name = begin }).ClickAsync();
        }

        /// <summary>Chooses an answer to the question on the screen, and goes on.</summary>
        public async Task Choose(string progress, string answer, string next)
        {
            await Expect(person.Page.GetByText(progress, new() { Exact = true })).ToBeVisibleAsync();
            await person.Page.GetByText(answer, new() { Exact = true }).ClickAsync();
            await person.Page.GetByRole(AriaRole.Button, new() { Name = next, Exact = true }).ClickAsync();
        }
    }
}
