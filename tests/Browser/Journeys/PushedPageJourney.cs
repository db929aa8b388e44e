using System.Text.Json;
using CareConnect.Browser.Tests.Harness;
using Microsoft.Playwright;

namespace CareConnect.Browser.Tests.Journeys;

/// <summary>The service worker shows a pushed page. A browser without a push service is given the push by its developer tools.</summary>
[Collection(InTheDemoClinic.Name)]
public sealed class PushedPageJourney(Chromium chromium, DemoClinic demo)
{
    private const string Page = "01980000-0000-7000-8000-0000000000b1";

    [Fact]
    public async Task A_page_shows_fixed_words_whatever_was_pushed()
    {
        await using var luis = await chromium.Phone(demo.Clinic);
        await luis.Context.GrantPermissionsAsync(["notifications"]);
        await luis.Page.GotoAsync("/sign-in");
        // A push to a worker that is not active yet is dropped.
        await luis.Page.EvaluateAsync("async () => { await navigator.serviceWorker.ready; }")
            .WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        var tools = await luis.Context.NewCDPSessionAsync(luis.Page);
        var registered = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        tools.Event("ServiceWorker.workerRegistrationUpdated").OnEvent += (_, told) =>
        {
            foreach (var registration in told!.Value.GetProperty("registrations").EnumerateArray())
                registered.TrySetResult(registration.GetProperty("registrationId").GetString()!);
        };
        await tools.SendAsync("ServiceWorker.enable");
        var id = await registered.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        var shown = await Push($$"""{"kind":"alert","page":"{{Page}}","alert":"{{Page}}","language":"en","text":"Maya Torres","title":"Maya Torres"}""", "Crisis alert. Open CareConnect.", 1);
        Assert.Equal(new Shown("Crisis alert. Open CareConnect.", "", Page, true, $"/crisis/answer/{Page}"), Assert.Single(shown));

        // The same page again replaces itself; another language, a drill and a code say theirs.
        await Push($$"""{"kind":"alert","page":"{{Page}}","alert":"{{Page}}","language":"es"}""", "Alerta de crisis. Abra CareConnect.", 1);
        await Push($$"""{"kind":"drill","page":"{{Page.Replace('b', 'c')}}","alert":"{{Page}}","language":"en"}""", "Drill. Open CareConnect.", 2);
        shown = await Push("""{"kind":"code","page":"x","alert":null,"code":"409317","language":"en"}""", "CareConnect code: 409317", 3);
        string[] words = ["Alerta de crisis. Abra CareConnect.", "CareConnect code: 409317", "Drill. Open CareConnect."];
        Assert.Equal(words, shown.Select(one => one.Title).Order(StringComparer.Ordinal));

        // What cannot be read is an alert all the same, and leads nowhere but to the board.
        foreach (var unreadable in new[] { "not json", """{"kind":"code","code":"Maya Torres","alert":"../../sign-out"}""" })
        {
            await luis.Page.EvaluateAsync("async () => (await (await navigator.serviceWorker.getRegistration()).getNotifications({ tag: 'alert' })).forEach((each) => each.close())");
            shown = await Push(unreadable, "Crisis alert. Open CareConnect.", 4);
            Assert.Contains(shown, one => one is { Title: "Crisis alert. Open CareConnect.", Tag: "alert", To: "/crisis" });
            Assert.DoesNotContain(shown, one => one.ToString().Contains("Maya", StringComparison.Ordinal));
        }

        // The developer tools drop a push that comes while the worker is still at another one: as a push service would, it is sent again.
        async Task<Shown[]> Push(string message, string title, int many)
        {
            for (var tries = 1; ; tries++)
            {
                await tools.SendAsync("ServiceWorker.deliverPushMessage", new Dictionary<string, object> { ["origin"] = demo.Clinic.Url, ["registrationId"] = id, ["data"] = message });
                var all = await Notifications(title, many);
                if (tries == 3 || (all.Length == many && all.Any(one => one.Title == title))) return all.Length == many ? all : throw new InvalidOperationException($"{all.Length} pages are shown, not {many}.");
            }
        }

        // Looked at in the page itself, again with each frame: Playwright takes a promise for an answer.
        async Task<Shown[]> Notifications(string title, int many) => JsonSerializer.Deserialize<Shown[]>(
            await luis.Page.EvaluateAsync<string>(
                """
                async ([title, many]) => {
                  const registration = await navigator.serviceWorker.getRegistration();
                  const until = performance.now() + 8_000;
                  let all = [];
                  while ((all.length !== many || !all.some((each) => each.title === title)) && performance.now() < until) {
                    await new Promise((next) => requestAnimationFrame(next));
                    all = await registration.getNotifications();
                  }
                  return JSON.stringify(all.map((each) => ({ title: each.title, body: each.body, tag: each.tag, stays: each.requireInteraction, to: each.data.to })));
                }
                """,
                new object[] { title, many }),
            JsonSerializerOptions.Web)!;
    }

    private sealed record Shown(string Title, string Body, string Tag, bool Stays, string To);
}
