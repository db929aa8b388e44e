using CareConnect.Domain.People;
using CareConnect.Hub.Connections;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using Microsoft.AspNetCore.SignalR.Client;

namespace CareConnect.Hub.Tests.Connections;

/// <summary>Who asks too much is told when to come back; asking for help, and answering it, never is.</summary>
public sealed class FlowTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_device_that_waits_for_many_answers_is_answered_about_an_alert()
    {
        await using var clinic = await CareClinic.Open();
        var luis = await clinic.Person("luis", Role.Crisis);
        await clinic.Team("crisis team", "crisis", luis);
        var board = await clinic.Connect(luis);
        using var hold = new Hold(clinic.Writer);

        List<Task<Reply>> asked = [.. Enumerable.Range(0, ConnectionCalls.Read).Select(_ => Release(board))];
        Assert.Null((await board.Hub.InvokeAsync<BoardReply>("Board", Stop)).Error);

        // What is more than may be under way was answered at once: come back.
        var refused = ConnectionCalls.Read - ConnectionCalls.UnderWay;
        await Backplane.Eventually.TrueAsync(() => asked.Count(reply => reply.IsCompleted) == refused, "the rest was refused");
        hold.End();
        var replies = await Task.WhenAll(asked);
        Assert.Equal(refused, replies.Count(reply => reply is { Error: HubErrors.Busy, RetryAfter: >= 1 }));
        Assert.Equal(ConnectionCalls.UnderWay, replies.Count(reply => reply.Error == HubErrors.NotFound));
        Assert.Equal(HubErrors.NotFound, (await Release(board)).Error);
    }

    [Fact]
    public async Task While_too_much_waits_to_be_written_ordinary_writes_are_told_to_come_back_and_nothing_else_is()
    {
        await using var clinic = await CareClinic.Open(settings: ("Limits:Waiting", "20"));
        var dana = await clinic.Person("dana", Role.Clinician);
        await clinic.Team("dana's team", "therapy", dana);
        var luis = await clinic.Person("luis", Role.Crisis);
        await clinic.Team("crisis team", "crisis", luis);
        var maya = await clinic.Person("maya", Role.Patient);
        Device staff = await clinic.Connect(dana), phone = await clinic.Connect(maya), board = await clinic.Connect(luis);
        using var hold = new Hold(clinic.Writer);

        List<Task> waiting = [];
        for (var i = 0; i < 20; i++) waiting.Add(clinic.Writer.Run(_ => { }));
        var busy = await Release(staff);
        Assert.Equal((HubErrors.Busy, 2), (busy.Error, busy.RetryAfter));
        Assert.Null((await staff.Hub.InvokeAsync<QueueReply>("Queue", Stop)).Error);
        Assert.Null((await board.Hub.InvokeAsync<BoardReply>("Board", Stop)).Error);
        var alert = Guid.CreateVersion7(clinic.Clock.GetUtcNow());
        var raised = phone.Hub.InvokeAsync<RaiseReply>("RaiseAlert", alert, "help-button", Stop);

        hold.End();
        Assert.Null((await raised).Error);
        Assert.Equal(alert, (await board.Told((AlertRow row) => row.Alert == alert)).Alert);
        await Task.WhenAll(waiting);
        Assert.Equal(HubErrors.NotFound, (await Release(staff)).Error);
    }

    [Fact]
    public async Task One_connection_that_asks_too_often_leaves_the_persons_others_alone()
    {
        await using var clinic = await CareClinic.Open(settings: [("Limits:ConnectionBurst", "3"), ("Limits:ConnectionPerSecond", "0.5")]);
        var dana = await clinic.Person("dana", Role.Clinician);
        Device laptop = await clinic.Connect(dana), phone = await clinic.Connect(dana);
        for (var i = 0; i < 3; i++) Assert.Equal(HubErrors.NotFound, (await Release(laptop)).Error);
        var busy = await Release(laptop);
        Assert.Equal((HubErrors.Busy, 2), (busy.Error, busy.RetryAfter));
        Assert.Equal(HubErrors.NotFound, (await Release(phone)).Error);

        clinic.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(HubErrors.NotFound, (await Release(laptop)).Error);
        Assert.Equal(HubErrors.Busy, (await Release(laptop)).Error);
    }

    private static Task<Reply> Release(Device device) =>
        device.Hub.InvokeAsync<Reply>("Release", Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), Stop);

    /// <summary>The writer does nothing until it ends.</summary>
    private sealed class Hold : IDisposable
    {
        private readonly ManualResetEventSlim over = new();
        private readonly Task held;

        public Hold(WriterQueue writer)
        {
            using var begun = new ManualResetEventSlim();
            held = writer.Run(_ =>
            {
                begun.Set();
                over.Wait(Stop);
            });
            begun.Wait(Stop);
        }

        public void End() => over.Set();

        public void Dispose()
        {
            over.Set();
            held.Wait(Stop);
            over.Dispose();
        }
    }
}
