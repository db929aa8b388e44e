using CareConnect.Browser.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CareConnect.Browser.Tests.Journeys;

/// <summary>Get help now and Leave this page, whatever else does not work.</summary>
[Collection(InTheDemoClinic.Name)]
public sealed class HelpJourney(Chromium chromium, DemoClinic demo)
{
    [Fact]
    public async Task Help_opens_without_a_network_once_a_page_was_loaded()
    {
        await using var maya = await chromium.Phone(demo.Clinic);
        await maya.SignInAs("Maya Torres");
        await Expect(maya.Page.GetByRole(AriaRole.Link, new() { Name = "Get help now" })).ToBeVisibleAsync();
        await maya.HelpIsKept();

        await maya.Context.SetOfflineAsync(true);
        await maya.Page.GetByRole(AriaRole.Link, new() { Name = "Get help now" }).ClickAsync();
        await Expect(maya.Page.GetByRole(AriaRole.Heading, new() { Name = "You can get help right now" })).ToBeVisibleAsync();
        await Expect(maya.Page.GetByRole(AriaRole.Link, new() { Name = "Call 988" })).ToHaveAttributeAsync("href", "tel:988");
        await maya.Show("help");
    }

    [Fact]
    public async Task Three_presses_of_shift_leave_the_page_and_its_place_in_the_history()
    {
        await using var maya = await chromium.Phone(demo.Clinic);
        await maya.Page.RouteAsync("https://**", route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<title>Weather</title>" }));
        await maya.SignInAs("Maya Torres");
        await maya.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link, new() { Name = "Messages" }).ClickAsync();
        await Expect(maya.Page.GetByRole(AriaRole.Heading, new() { Name = "Messages" })).ToBeVisibleAsync();
        await maya.Page.WaitForLoadStateAsync(LoadState.Load);
        for (var press = 0; press < 3; press++)
            await maya.Page.Keyboard.PressAsync("Shift");
        await Expect(maya.Page).ToHaveTitleAsync("Weather");
        await maya.Page.GoBackAsync();
        await Expect(maya.Page).Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/messages$"));
    }

    [Fact]
    public async Task In_Spanish_every_page_of_a_patient_speaks_Spanish()
    {
        await using var sam = await chromium.Phone(demo.Clinic, "es-US");
        await sam.SignInAs("Sam Whitfield");
        await Expect(sam.Page.Locator("html")).ToHaveAttributeAsync("lang", "es");
        await Expect(sam.Page.GetByRole(AriaRole.Link, new() { Name = "Pedir ayuda ya" })).ToBeVisibleAsync();
        await sam.Show("home-es");
        await sam.Page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Mensajes" }).ClickAsync();
        await sam.Page.GetByRole(AriaRole.Link, new() { Name = "Front desk" }).First.ClickAsync();
        await Expect(sam.Log.GetByText("¿Puedo cambiar la cita")).ToBeVisibleAsync();
        await Expect(sam.Page.GetByText("Quién puede leer esto")).ToBeVisibleAsync();
        await sam.Show("thread-es");
    }
}
