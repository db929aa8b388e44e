using CareConnect.Browser.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CareConnect.Browser.Tests.Journeys;

/// <summary>What the service worker keeps, and what it says when a call for help cannot go out.</summary>
[Collection(InTheDemoClinic.Name)]
public sealed class OfflineHelpJourney(Chromium chromium, DemoClinic demo)
{
    [Fact]
    public async Task Kept_help_speaks_the_chosen_language_and_a_call_that_cannot_go_out_says_so()
    {
        await using var sam = await chromium.Phone(demo.Clinic);
        await sam.SignInAs("Sam Whitfield");
        await sam.HelpIsKept();
        await sam.Page.GetByRole(AriaRole.Link, new() { Name = "Español" }).ClickAsync();
        await sam.Page.WaitForFunctionAsync("async () => (await (await caches.match('/help'))?.text())?.includes('lang=\"es\"')");

        await sam.Context.SetOfflineAsync(true);
        await sam.Page.GetByRole(AriaRole.Link, new() { Name = "Pedir ayuda ya" }).ClickAsync();
        await Expect(sam.Page.GetByRole(AriaRole.Heading, new() { Name = "Puede recibir ayuda ahora mismo" })).ToBeVisibleAsync();

        await sam.Page.GetByRole(AriaRole.Button, new() { Name = "Necesito ayuda ahora" }).ClickAsync();
        await Expect(sam.Page.GetByRole(AriaRole.Heading, new() { Name = "Su equipo todavía no lo sabe" })).ToBeVisibleAsync();
        await Expect(sam.Page.GetByRole(AriaRole.Link, new() { Name = "Llamar al 988" })).ToHaveAttributeAsync("href", "tel:988");
        await sam.Show("help-unsent");
    }

    [Fact]
    public async Task Nothing_of_a_person_is_kept_for_offline()
    {
        await using var maya = await chromium.Phone(demo.Clinic);
        await maya.SignInAs("Maya Torres");
        await maya.HelpIsKept();
        await maya.Page.GotoAsync("/messages");
        var kept = await maya.Page.EvaluateAsync<string[]>(
            """
            async () => {
              const found = [];
              for (const name of await caches.keys()) {
                const cache = await caches.open(name);
                for (const request of await cache.keys()) found.push(new URL(request.url).pathname + ' ' + await (await cache.match(request)).text());
              }
              return found;
            }
            """);

        Assert.NotEmpty(kept);
        Assert.All(kept, each => Assert.DoesNotContain("Maya", each, StringComparison.Ordinal));
        Assert.All(kept, each => Assert.Matches("^/(help|css|fonts|icons|mark|manifest)", each));
    }
}
