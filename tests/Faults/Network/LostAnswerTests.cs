using CareConnect.Client;
using CareConnect.Crypto;
using CareConnect.Faults.Tests.History;

namespace CareConnect.Faults.Tests.Network;

public sealed class LostAnswerTests
{
    [Fact]
    public async Task What_was_stored_though_its_acknowledgement_was_lost_is_sent_again_and_keeps_its_first_number()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var clinic = Topology.OneNode();
        await clinic.Start(stop);
        await using var cast = new Cast(clinic.Address, new Recorder(), seed: 1);
        await cast.Found(clinic.Nodes[0].Log);
        var (maya, dana) = (cast.All.Single(each => each.Name == "maya").Client, cast.All.Single(each => each.Name == "dana").Client);
        var thread = cast.Threads.Single(each => each.Value.Contains("maya")).Key;
        var theirs = await dana.Open(thread);

        // (1) Maya's connection is one of its own. The hub stores what she sends, and its answer never comes back.
        await using var line = new FaultyProxy(clinic.Nodes[0].Address.Port);
        using var http = new HttpClient { BaseAddress = new Uri($"http://localhost:{line.Port}") };
        var api = new CareApi(http);
        Assert.Null(await api.SignIn("maya", ClinicRows.Password, stop));
        var device = maya.Keys.Device;
        await using var sending = await Enrolment.Return(api, device, new Pins([.. maya.Keys.Links.Pins.All]), new Outbox(), TimeProvider.System);
        var conversation = await sending.Open(thread);
        var draft = Draft.For(conversation.Reader, maya.NewId(), Contents.Text("Once."));
        line.Set(Weather.Answerless);
        var first = conversation.Send(draft);
        while (theirs.Messages.Count == 0) await theirs.Sync().WaitAsync(TimeSpan.FromSeconds(60), stop);
        line.Set(Weather.Fair);
        line.Reset();
        await Assert.ThrowsAnyAsync<Exception>(() => first);

        // (2) Sent again by the device that was killed meanwhile, with what it kept: the very same bytes.
        var kept = new Outbox(sending.Outbox.Waiting);
        Assert.Equal([draft.Id], kept.Waiting.Keys);
        await using var again = await Enrolment.Return(api, device, new Pins([.. maya.Keys.Links.Pins.All]), kept, TimeProvider.System);
        var posted = await again.Hub.Post(kept.Waiting[draft.Id]);
        Assert.Null(posted.Error);

        // (3) Or by somebody who presses Send once more on the same draft.
        var result = await (await again.Open(thread)).Send(draft);
        Assert.Equal((null, (ulong)posted.Number), (result.Error, result.Number));
        Assert.Empty(kept.Waiting);
        await theirs.Sync();
        Assert.Equal([result.Number], theirs.Messages.Select(message => message.Number));
        Assert.Empty(theirs.Refused);
    }
}
