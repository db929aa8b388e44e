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

        await Push($$"""{"kind":"alert","page":"{{Page}}","alert":"{{Page}}","language":"en","text":"Maya Torres","title":"Maya Torres"}""");
        var (shown, data) = await Shown(1);
        Assert.Equal(["Crisis alert. Open CareConnect.", "", Page, "true"], shown[0]);
        Assert.Equal($"/crisis/answer/{Page}", data[0]);

        // The same page again replaces itself; another language, a drill and a code say theirs.
        await Push($$"""{"kind":"alert","page":"{{Page}}","alert":"{{Page}}","language":"es"}""");
        await Push($$"""{"kind":"drill","page":"{{Page.Replace('b', 'c')}}","alert":"{{Page}}","language":"en"}""");
        await Push("""{"kind":"code","page":"x","alert":null,"code":"409317","language":"en"}""");
        (shown, _) = await Shown(3);
        string[] words = ["Alerta de crisis. Abra CareConnect.", "CareConnect code: 409317", "Drill. Open CareConnect."];
        Assert.Equal(words, shown.Select(one => one[0]).Order(StringComparer.Ordinal));

        // What cannot be read is an alert all the same, and leads nowhere but to the board.
        await Push("""not json""");
        await Push("""{"kind":"code","code":"Maya Torres","alert":"../../sign-out"}""");
        (shown, data) = await Shown(4);
        Assert.Contains(shown, one => one[0] == "Crisis alert. Open CareConnect." && one[2] == "alert");
        Assert.Contains("/crisis", data);
        Assert.DoesNotContain(shown, one => string.Concat(one).Contains("Maya", StringComparison.Ordinal));

        Task Push(string message) => tools.SendAsync(
            "ServiceWorker.deliverPushMessage",
            new Dictionary<string, object> { ["origin"] = demo.Clinic.Url, ["registrationId"] = id, ["data"] = message });

        async Task<(string[][] Shown, string[] To)> Shown(int many)
        {
            // Looked at in the page itself, again with each frame: Playwright takes a promise for an answer.
            var json = await luis.Page.EvaluateAsync<string>(
                """
                async (many) => {
                  const registration = await navigator.serviceWorker.getRegistration();
                  const until = performance.now() + 15_000;
                  let all = [];
                  while (all.length < many && performance.now() < until) {
                    await new Promise((next) => requestAnimationFrame(next));
                    all = await registration.getNotifications();
                  }
                  return JSON.stringify(all.map((each) => ({ shown: [each.title, each.body, each.tag, String(each.requireInteraction)], to: each.data.to })));
                }
                """,
                many);
            var all = JsonDocument.Parse(json).RootElement.EnumerateArray().ToList();
            Assert.Equal(many, all.Count);
            return (
                [.. all.Select(one => one.GetProperty("shown").EnumerateArray().Select(part => part.GetString()!).ToArray())],
                [.. all.Select(one => one.GetProperty("to").GetString()!)]);
        }
    }
}
