using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using CareConnect.Protocol;

namespace CareConnect.Faults.Tests;

/// <summary>The real program, two processes on one database, killed at random while alerts run with shortened clocks.</summary>
public sealed class KilledClinicTests(ITestOutputHelper output) : IDisposable
{
    private const int Alerts = 200, Kills = 50;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);
    private static readonly string[] Responders = ["luis", "amari", "priya"];

    private readonly string folder = Directory.CreateTempSubdirectory("killed-clinic").FullName;
    private readonly int seed = RandomNumberGenerator.GetInt32(1_000_000);
    private readonly ConcurrentDictionary<Guid, byte> raised = [];
    private readonly ConcurrentBag<(Guid Alert, string Person)> taken = [];

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact(Timeout = 500_000)]
    public async Task Fifty_kills_lose_no_alert_and_give_none_to_two()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        var watch = Stopwatch.StartNew();
        using var one = new ClinicProcess(folder);
        using var two = new ClinicProcess(folder);
        ClinicProcess[] processes = [one, two];

        // (1) A clinic, whose first process makes the database.
        one.Start();
        await one.Ready(limit.Token);
        var rows = new ClinicRows(folder);
        rows.Found(Responders, "dana", Enumerable.Range(0, Alerts).Select(number => $"patient {number}"));
        two.Start();
        await two.Ready(limit.Token);

        // (2) Alerts are raised and answered, while either process is killed again and again.
        using var over = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
        var kills = 0;
        Task[] killing = [.. processes.Select((process, number) => KillAgainAndAgain(process, new Random(seed + number), () => Interlocked.Increment(ref kills) <= Kills, limit.Token))];
        Task[] answering = [.. Responders.Select((name, number) => Answer(name, processes, new Random(seed + 10 + number), over.Token))];
        await Raise(processes, new Random(seed), limit.Token);
        await Task.WhenAll(killing);

        // (3) Both live again: what the kills left is made good within a lease, a beat and a step.
        await Task.WhenAll(processes.Select(process => process.Ready(limit.Token)));
        await Task.Delay(TimeSpan.FromSeconds(10) + ClinicRows.Step + TimeSpan.FromSeconds(4), limit.Token);
        await over.CancelAsync();
        foreach (var answer in answering) await answer;
        Assert.All(await Task.WhenAll(processes.Select(process => process.CrisisHealth(limit.Token))), status => Assert.Equal(HttpStatusCode.OK, status));

        // (4) Zero lost, zero doubly owned; how late pages were.
        Judge(rows, watch.Elapsed);
    }

    private async Task Raise(ClinicProcess[] processes, Random random, CancellationToken stop)
    {
        await using var dana = new Telephone("dana", processes);
        for (var number = 0; number < Alerts; number++)
        {
            var alert = Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddSeconds(number));
            var reply = await dana.Ask<RaiseReply>("RaiseFor", stop, alert, ClinicRows.Record($"patient {number}"));
            Assert.Null(reply.Error);
            Assert.True(raised.TryAdd(reply.Alert, 0));
            await Task.Delay(random.Next(50, 300), stop);
        }
    }

    private static async Task KillAgainAndAgain(ClinicProcess process, Random random, Func<bool> more, CancellationToken stop)
    {
        while (more())
        {
            // Some in the middle of their start, most while they work.
            if (random.NextDouble() < 0.8) await process.Ready(stop);
            await Task.Delay(random.Next(100, 1500), stop);
            await process.Kill(stop);
            process.Start();
        }
    }

    /// <summary>A responder: takes what nobody has, all of them at once, and then does well or badly.</summary>
    private async Task Answer(string name, ClinicProcess[] processes, Random random, CancellationToken stop)
    {
        await using var telephone = new Telephone(name, processes);
        try
        {
            while (true)
            {
                var board = await telephone.Ask<BoardReply>("Board", stop);
                Assert.Null(board.Error);
                foreach (var alert in board.Alerts.Where(alert => alert.State == "paged" && random.NextDouble() < 0.1))
                {
                    var reply = await telephone.Ask<TakeReply>("TakeAlert", stop, alert.Alert);
                    if (reply.Error is not null) continue;
                    taken.Add((alert.Alert, name));
                    switch (random.Next(10))
                    {
                        case < 6:
                            await telephone.Ask<Reply>("ContactMade", stop, alert.Alert);
                            await telephone.Ask<Reply>("CloseAlert", stop, alert.Alert, "safe-with-plan", ClinicRows.Id(name), FollowUp);
                            break;
                        case < 8:
                            await telephone.Ask<Reply>("GiveBack", stop, alert.Alert);
                            break;
                        // Else nothing: their minute runs out.
                    }
                }

                await Task.Delay(random.Next(200, 600), stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Off shift.
        }
    }

    // 2099-01-01, on any day of any test.
    private const long FollowUp = 4_070_908_800_000;

    private void Judge(ClinicRows rows, TimeSpan took)
    {
        var alerts = rows.Read("SELECT Id, State, Owner FROM Alerts", row => (Id: row.GetGuid(0), State: row.GetString(1), Owner: Text(row, 2)));
        var timers = rows.Read("SELECT Alert, Kind, DueAt FROM AlertTimers", row => (Alert: row.GetGuid(0), Kind: row.GetString(1), DueAt: row.GetInt64(2)))
            .ToDictionary(timer => timer.Alert);
        var events = rows.Read("SELECT Alert, Kind, At, Actor, Detail FROM AlertEvents ORDER BY Alert, Number",
            row => (Alert: row.GetGuid(0), Event: new AlertEvent(row.GetString(1), row.GetInt64(2), Text(row, 3), row.GetString(4)))).ToLookup(e => e.Alert, e => e.Event);
        var newest = events.SelectMany(all => all).Max(each => each.At);
        var (pages, contacts) = (new Lateness(), new Lateness());

        Assert.Equal(raised.Keys.Order(), alerts.Select(alert => alert.Id).Order());
        foreach (var alert in alerts)
        {
            var owner = Replay(alert.Id, [.. events[alert.Id]], pages, contacts);
            Assert.Equal((alert.Id, alert.Owner), (alert.Id, owner));
            if (alert.State == "closed") continue;
            // Still being paged, or somebody's: a timer that is due in a while, not one that was due.
            Assert.True(timers.TryGetValue(alert.Id, out var timer), $"{alert.Id} is {alert.State} without a timer");
            Assert.True(timer.DueAt > newest - 5_000, $"{alert.Id} is {alert.State}, but its timer was due {newest - timer.DueAt} ms ago");
        }

        // Everybody who was told "you have it" is in the history as the one who had it then.
        foreach (var (alert, person) in taken)
            Assert.Contains(events[alert], each => each.Kind == "acknowledged" && each.By == ClinicRows.Id(person));

        var said = string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {alerts.Count} alerts, {Kills} kills in {took.TotalSeconds:0} s; {alerts.Count(a => a.State == "closed")} closed, "
            + $"{taken.Count} acknowledgements; 0 lost, 0 doubly owned. Pages: {pages}. Expired acknowledgements: {contacts}.");
        output.WriteLine(said);
        TestContext.Current.SendDiagnosticMessage(said);
        Assert.True(pages.Count > Alerts, said);
        Assert.True(pages.Longest < 90, said);
    }

    /// <summary>Goes through an alert's history: one owner at a time, and each page so long after the one before.</summary>
    /// <returns>Who has it at the end.</returns>
    private static string? Replay(Guid alert, List<AlertEvent> history, Lateness pages, Lateness contacts)
    {
        string? owner = null;
        long due = 0, contactBy = 0, lastPage = -1;
        Assert.Equal("raised", history[0].Kind);
        foreach (var each in history)
        {
            switch (each.Kind)
            {
                case "raised":
                    due = each.At;
                    break;
                case "paged":
                    Assert.True(owner is null, $"{alert} was paged while somebody had it");
                    // Several people of one step are one page.
                    if (each.At != lastPage) pages.Add(TimeSpan.FromMilliseconds(each.At - due));
                    lastPage = each.At;
                    due = each.At + (long)ClinicRows.Step.TotalMilliseconds;
                    break;
                case "acknowledged":
                    Assert.True(owner is null, $"{alert} was given to {each.By} while {owner} had it");
                    owner = each.By;
                    contactBy = each.At + (long)ClinicRows.Contact.TotalMilliseconds;
                    break;
                case "given-back":
                    Assert.Equal(owner, each.By);
                    (owner, due) = (null, each.At);
                    break;
                case "expired":
                    Assert.Equal(owner, each.Detail);
                    Assert.True(each.At >= contactBy, $"{alert} was taken back too early");
                    contacts.Add(TimeSpan.FromMilliseconds(each.At - contactBy));
                    (owner, due) = (null, each.At);
                    break;
                case "contact-made":
                    Assert.Equal(owner, each.By);
                    break;
            }
        }

        return owner;
    }

    private static string? Text(Microsoft.Data.Sqlite.SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
