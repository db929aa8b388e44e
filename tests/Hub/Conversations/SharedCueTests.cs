using CareConnect.Client;
using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Conversations;
using CareConnect.Hub.Crisis;
using CareConnect.Hub.Queue;
using CareConnect.Protocol;
using MediatR;
using static CareConnect.Hub.Tests.CareClinic;
using CborWriter = CareConnect.Crypto.Verification.CborWriter;
using CueLevel = CareConnect.Domain.Triage.CueLevel;
using HowSoon = CareConnect.Domain.Triage.HowSoon;
using SharedCue = CareConnect.Hub.Conversations.SharedCue;

namespace CareConnect.Hub.Tests.Conversations;

/// <summary>A risk cue that a patient agreed to share: what the message says of it, and what it means for queue and board.</summary>
public sealed class SharedCueTests : IAsyncLifetime
{
    private CareClinic clinic = null!;
    private Caller luis = null!, maya = null!;
    private string thread = null!;

    public async ValueTask InitializeAsync()
    {
        clinic = await Open();
        luis = await clinic.Person("luis", Role.Crisis);
        maya = await clinic.Person("maya", Role.Patient);
        var team = await clinic.Team("crisis team", "crisis", luis);
        thread = await clinic.Thread(maya, team);
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    [Fact]
    public async Task An_urgent_one_raises_the_row_to_urgent_and_says_why()
    {
        await Wrote(null, new SharedCue(CueLevel.Urgent, 7));

        var row = Assert.Single((await Send(new ListQueue(luis))).Rows);
        Assert.Equal(("urgent", "shared-urgent-cue"), (row.Level, row.Reasons[0].Code));
        Assert.Null((await Send(new ShowMyAlert(maya))).Alert);
        Assert.Equal(1, Count("SELECT COUNT(*) FROM TriageDecisions WHERE Signals LIKE '%\"Number\":7%'"));
    }

    [Fact]
    public async Task One_of_a_crisis_stands_beside_its_alert_and_is_not_called_a_pressed_button()
    {
        var alert = Guid.CreateVersion7(clinic.Clock.GetUtcNow());
        await Send(new RaiseAlert(maya, alert, "risk-cue"));
        await Wrote(alert, new SharedCue(CueLevel.Crisis, 1));

        Assert.Equal((alert, "risk-cue"), ((await Mine()).Alert, (await Mine()).Cause));
        var row = Assert.Single((await Send(new ListQueue(luis))).Rows);
        Assert.Equal("crisis", row.Level);
        Assert.Contains(row.Reasons, reason => reason.Code == "shared-crisis-cue");
        Assert.DoesNotContain(row.Reasons, reason => reason.Code == "asked-for-help");
    }

    [Fact]
    public async Task Its_message_raises_the_alert_when_the_call_for_it_was_lost()
    {
        var lost = Guid.CreateVersion7(clinic.Clock.GetUtcNow());
        await Wrote(lost, new SharedCue(CueLevel.Crisis, 1));
        Assert.Equal((lost, "risk-cue"), ((await Mine()).Alert, (await Mine()).Cause));
    }

    [Fact]
    public void The_open_part_is_read_as_it_is_written()
    {
        var alert = Guid.Parse("0198f2a4-3e1f-7c55-9a51-0f3b6f1d2c11");
        Read(Contents.Open(Client.HowSoon.Today), HowSoon.Today, null, null);
        Read(Contents.Open(Client.HowSoon.ThisWeek, null, new(Client.CueLevel.Urgent, 3)), HowSoon.Week, null, new SharedCue(CueLevel.Urgent, 3));
        Read(Contents.Open(Client.HowSoon.Now, alert, new(Client.CueLevel.Crisis, 1)), HowSoon.Now, alert, new SharedCue(CueLevel.Crisis, 1));

        static void Read(byte[] bytes, HowSoon soon, Guid? alert, SharedCue? cue)
        {
            Assert.True(OpenPart.TryRead(bytes, out var part));
            Assert.Equal(new OpenPart(soon, alert, cue), part);
        }
    }

    [Fact]
    public void An_open_part_of_another_shape_is_refused()
    {
        byte[] alert = new byte[16];
        Refused(cbor => cbor.Array(5).Text("cc1/open").Number(1).Bytes(alert).Number(0).Number(1));
        Refused(cbor => cbor.Array(5).Text("cc1/open").Number(1).Bytes(alert).Number(3).Number(1));
        Refused(cbor => cbor.Array(5).Text("cc1/open").Number(1).Bytes(alert).Number(1).Number(0));
        Refused(cbor => cbor.Array(5).Text("cc1/open").Number(1).Bytes(alert).Number(1).Number((ulong)int.MaxValue + 1));
        Refused(cbor => cbor.Array(4).Text("cc1/open").Number(1).Bytes(alert).Number(1));
        Refused(cbor => cbor.Array(6).Text("cc1/open").Number(1).Bytes(alert).Number(1).Number(1).Text("words"));
        // A crisis is never shared without the alert that it raises.
        Refused(cbor => cbor.Array(5).Text("cc1/open").Number(1).Bytes([]).Number(2).Number(1));

        static void Refused(Action<CborWriter> write)
        {
            using var cbor = new CborWriter();
            write(cbor);
            Assert.False(OpenPart.TryRead(cbor.ToArray(), out _));
        }
    }

    private Task<Guid?> Wrote(Guid? alert, SharedCue cue) => clinic.Writer.Run(tx =>
        QueueIntake.PatientWrote(tx, thread, maya.Account, maya.Person!, HowSoon.Week, alert, clinic.Clock.GetUtcNow(), cue));

    private async Task<AlertRow> Mine() => (await Send(new ShowMyAlert(maya))).Alert!;

    private Task<T> Send<T>(IRequest<T> request) => clinic.Get<ISender>().Send(request, TestContext.Current.CancellationToken);

    private long Count(string sql) => clinic.Read(read => read.Number(sql))!.Value;
}
