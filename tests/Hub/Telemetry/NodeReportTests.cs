using System.Diagnostics;
using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Connections;
using CareConnect.Hub.Crisis;
using CareConnect.Hub.Telemetry;
using CareConnect.Hub.Tests.Backplane;
using MediatR;

namespace CareConnect.Hub.Tests.Telemetry;

/// <summary>Counts are the process's: nothing else runs beside these tests.</summary>
[Collection(nameof(NodeReportTests))]
public sealed class NodeReportTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Only_an_administrator_sees_how_the_node_does()
    {
        await using var clinic = await CareClinic.Open();
        foreach (var role in Enum.GetValues<Role>())
        {
            var person = await clinic.Person($"somebody {role}", role);
            Assert.Equal(role == Role.Administrator, await clinic.Get<ISender>().Send(new ReadNodeReport(person)) is not null);
        }
    }

    [Fact]
    public async Task Commits_connections_and_what_waits_are_counted()
    {
        await using var clinic = await CareClinic.Open();
        var priya = await clinic.Person("priya", Role.Administrator);
        await clinic.Connect(priya);
        var before = await Report(clinic, priya);

        var (begun, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var held = clinic.Writer.Run(_ =>
        {
            begun.SetResult();
            go.Task.Wait(Patience);
        });
        await begun.Task.WaitAsync(Patience);
        var behind = Enumerable.Range(0, 5).Select(_ => clinic.Write("UPDATE Clinic SET Name = 'Clinic'")).ToList();
        var during = await Report(clinic, priya);
        go.SetResult();
        await Task.WhenAll([held, .. behind]);

        var after = await Report(clinic, priya);
        Assert.Equal((1, 5, 0), (during.Connections, during.Waiting, during.WaitingCrisis));
        Assert.Equal((0, 0), (after.Waiting, after.Behind));
        Assert.True(after.Commit.Count > before.Commit.Count);
        Assert.Equal(after.Commit.Count, after.Batch.Count);
        Assert.True(after.Batch.Most >= 5);
        Assert.Equal(clinic.Clock.GetUtcNow(), after.Since);
    }

    [Fact]
    public async Task An_alert_that_is_moved_late_shows()
    {
        await using var clinic = await CareClinic.Open();
        var priya = await clinic.Person("priya", Role.Administrator);
        var maya = await clinic.Person("maya", Role.Patient);
        var before = (await Report(clinic, priya)).Lateness.Count;

        await clinic.Get<ISender>().Send(new RaiseAlert(maya, Guid.CreateVersion7(), "help-button"));

        await Eventually.TrueAsync(async () => (await Report(clinic, priya)).Lateness.Count > before, "the move of the alert is counted");
    }

    [Fact]
    public async Task The_way_of_a_push_is_timed_from_where_its_message_came_in()
    {
        await using var clinic = await CareClinic.Open();
        var priya = await clinic.Person("priya", Role.Administrator);
        var before = (await Report(clinic, priya)).Delivery;

        clinic.Get<Pushes>().ToAccounts([priya.Account], _ => Task.CompletedTask, Stopwatch.GetTimestamp() - 100 * Stopwatch.Frequency);

        await Eventually.TrueAsync(async () => (await Report(clinic, priya)).Delivery.Count > before.Count, "the push is counted");
        Assert.True((await Report(clinic, priya)).Delivery.Most >= 100);
    }

    private static async Task<NodeReport> Report(CareClinic clinic, Caller by) => (await clinic.Get<ISender>().Send(new ReadNodeReport(by)))!;
}

[CollectionDefinition(nameof(NodeReportTests), DisableParallelization = true)]
public sealed class AloneForCounting;
