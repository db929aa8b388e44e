using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CareConnect.Browser.Tests.Harness;

/// <summary>What people do in a conversation and in the queue, by click and key.</summary>
internal static class Conversing
{
    extension(Person person)
    {
        public ILocator Log => person.Page.GetByRole(AriaRole.Log);

        public ILocator Composer => person.Page.Locator("form.composer textarea");

        public ILocator LastMessage => person.Log.GetByRole(AriaRole.Article).Last;

        /// <summary>From the patient's home to a thread.</summary>
        public async Task OpenThread(string team)
        {
            await person.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link, new() { Name = "Messages" }).ClickAsync();
            await person.Page.GetByRole(AriaRole.Link, new() { Name = team }).First.ClickAsync();
            await Expect(person.Log).ToBeVisibleAsync();
        }

        public ILocator Alert(string patient) => person.Page.GetByRole(AriaRole.Article).Filter(new() { Has = person.Page.GetByRole(AriaRole.Heading, new() { Name = patient }) });

        /// <summary>The board is drawn with what the hub knows, however many alerts other journeys left open.</summary>
        public Task SeesTheBoard() =>
            Expect(person.Page.GetByRole(AriaRole.Heading, new() { NameRegex = new("Crisis board: [0-9]") })).ToBeVisibleAsync();

        /// <summary>From any staff page to the channel about a patient.</summary>
        public async Task OpenChannel(string patient)
        {
            await person.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link, new() { Name = "Channels" }).ClickAsync();
            await person.Page.GetByRole(AriaRole.Link, new() { Name = $"About {patient}" }).ClickAsync();
            await Expect(person.Composer).ToBeVisibleAsync();
        }

        public ILocator Row(string patient) => person.Page.Locator(".qrow").Filter(new() { HasText = patient }).First;

        public async Task OpenRow(string patient)
        {
            await person.Row(patient).GetByRole(AriaRole.Link).First.ClickAsync();
            await Expect(person.Composer).ToBeVisibleAsync();
        }

        /// <summary>Closes the open row, so that the next message begins a new one.</summary>
        public async Task CloseRow()
        {
            await person.Page.GetByRole(AriaRole.Button, new() { Name = "Close" }).First.ClickAsync();
            var dialog = person.Page.GetByRole(AriaRole.Dialog);
            await dialog.GetByText("Answered in writing").ClickAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
            await Expect(person.Page.GetByText("is closed.").First).ToBeVisibleAsync();
        }

        /// <summary>Types and presses Send, which may ask something first.</summary>
        public async Task Press(string words)
        {
            await person.Composer.FillAsync(words);
            await person.Page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        }

        /// <summary>Types and presses Send; what becomes of it is the caller's to see.</summary>
        public async Task Type(string words)
        {
            await person.Press(words);
            await Expect(person.LastMessage).ToContainTextAsync(words);
        }

        /// <summary>Sends, and sees that the server has it.</summary>
        public async Task Write(string words)
        {
            await person.Type(words);
            await Expect(person.LastMessage).ToContainTextAsync(new System.Text.RegularExpressions.Regex("Sent|Opened"));
        }
    }
}
