using System.Net.Http.Headers;
using System.Net.Http.Json;
using CareConnect.Client;
using CareConnect.Crypto;
using CareConnect.Hub.Tests.Backplane;
using CareConnect.Hub.Tests.Conversations;
using CareConnect.Protocol;

namespace CareConnect.Hub.Tests.Telemetry;

/// <summary>What a collector is told, and what never.</summary>
[Collection(nameof(RunningClinic))]
public sealed class ExportTests(RunningClinic clinic)
{
    private const string Traces = "/v1/traces", Metrics = "/v1/metrics";

    [Fact]
    public async Task Counts_and_times_are_exported_and_no_word_name_address_or_key()
    {
        await using var collector = await Collector.Start();
        string canary = "canary" + Guid.CreateVersion7().ToString("N");
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);
        string refused;
        await using (var node = new RunningClinic.Host(
            clinic.Folder, ("Telemetry:Endpoint", collector.Address), ("Telemetry:Protocol", "http"), ("Telemetry:Seconds", "1")))
        {
            // (1) A message with the word in it, over the real hub.
            await using var maya = new CareHubConnection(node.Address, clinic.Maya.Api.AccessToken!, clinic.Maya.Keys.Device.Key.PublicKey.ToArray());
            Assert.Null((await maya.Start(TestContext.Current.CancellationToken)).Error);
            Assert.Null((await maya.Post(PostMessageTests.Sealed(clinic.Maya, thread, Contents.Text(canary)).Bytes.ToArray())).Error);
            refused = (await maya.Since(canary, 0)).Error!;

            // (2) The word in whatever a stranger or a person may send.
            using var http = new HttpClient { BaseAddress = node.Address };
            http.DefaultRequestHeaders.UserAgent.ParseAdd(canary);
            http.DefaultRequestHeaders.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
            http.DefaultRequestHeaders.Add("tracestate", $"care={canary}");
            http.DefaultRequestHeaders.Add("baggage", $"word={canary}");
            foreach (string path in new[] { $"/coverage/feed/{canary}.ics", $"/sign-in?next=/{canary}", $"/{canary}", $"/api/people/{new string('A', 43)}/cards?x={canary}" })
                (await http.GetAsync(new Uri(path, UriKind.Relative))).Dispose();
            (await http.PostAsJsonAsync("/api/token", new SignIn(canary, canary))).Dispose();
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", clinic.Maya.Api.AccessToken);
            (await http.GetAsync(new Uri("/home", UriKind.Relative))).Dispose();

            (string Path, string Word)[] wanted =
            [
                (Traces, "GET sign-in"), (Traces, "CareHub/Post"), (Traces, "commit"), (Metrics, "careconnect.writer.commit"),
                (Metrics, "careconnect.message.delivery"), (Metrics, "careconnect.writer.waiting"), (Metrics, "http.server.request.duration"),
            ];
            foreach (var (path, word) in wanted)
                await Eventually.TrueAsync(() => collector.Holds(path, word), $"{word} has come to {path}");
        }

        // (3) With the node gone, everything has been sent.
        Assert.Equal(HubErrors.Malformed, refused);
        string[] secrets =
        [
            canary, clinic.Maya.Api.AccessToken!, clinic.Maya.Person.ToString(), clinic.Maya.Keys.Device.Key.PublicKey.ToString(), thread.Circle.ToString(),
            "patient-", clinic.Folder,
        ];
        foreach (string secret in secrets)
            Assert.False(collector.Holds(Traces, secret) || collector.Holds(Metrics, secret), $"{secret} was exported.");
    }
}
