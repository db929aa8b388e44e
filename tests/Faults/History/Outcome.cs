using CareConnect.Crypto;
using CareConnect.Crypto.Verification;
using CareConnect.Protocol;

namespace CareConnect.Faults.Tests.History;

/// <summary>Reads how a run ended, through the public hub, as somebody who saw nothing of it.</summary>
internal static class Outcome
{
    public static async Task<Ending> Read(Cast cast, CancellationToken stop)
    {
        var logs = new Dictionary<string, IReadOnlyList<LogLine>>();
        var dana = cast.All.Single(each => each.Name == "dana");
        await using var fresh = await Cast.Again(dana);
        foreach (var circle in cast.Threads.Keys) logs[circle.ToString()] = await Log(cast, fresh, circle);
        return new Ending(
            logs, cast.Threads.ToDictionary(each => each.Key.ToString(), IReadOnlyList<string> (each) => each.Value), await Alerts(cast, stop),
            TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), Cast.StepSeconds * 1000);
    }

    private static async Task<List<LogLine>> Log(Cast cast, Client.CareClient reader, Hash circle)
    {
        var opened = await reader.Open(circle);
        Assert.Empty(opened.Refused);
        var words = opened.Messages.ToDictionary(message => message.Number);
        var lines = new List<LogLine>();
        var chained = Crypto.Verification.Log.Start;
        while (true)
        {
            var page = await reader.Hub.Since(circle.ToString(), lines.Count);
            Assert.Null(page.Error);
            foreach (var entry in page.Entries)
            {
                // h_i of PROTOCOL section 4, from the bytes alone.
                chained = Crypto.Verification.Log.Next(chained, NameOf(entry));
                Assert.Equal(Convert.ToHexString(chained.ToArray()), Convert.ToHexString(entry.Hash));
                var message = words.GetValueOrDefault((ulong)entry.Number);
                lines.Add(new LogLine((ulong)entry.Number, cast.NameOf(message?.Author.ToString()), message?.Words, Convert.ToHexString(entry.Hash)));
            }

            if (page.Entries.Length == 0 || lines.Count >= page.Last) return lines;
        }
    }

    private static Hash NameOf(Entry entry) =>
        Message.TryDecode(entry.Bytes, out var message, out _) ? message.Name
        : Manifest.TryDecode(entry.Bytes, out var manifest, out var refusal) ? manifest.Name
        : throw new InvalidOperationException($"Entry {entry.Number} is neither a message nor a manifest: {refusal}");

    // The board once every clock that was due in the storm has been acted on, or ought to have been.
    private static async Task<List<AlertEnd>> Alerts(Cast cast, CancellationToken stop)
    {
        var luis = cast.Responders.First();
        var until = TimeProvider.System.GetUtcNow().AddMilliseconds(AlertChecks.Late + 5000);
        while (true)
        {
            var board = await luis.Insist(hub => hub.Board(), stop);
            Assert.Null(board.Error);
            var alerts = board.Alerts.Where(alert => alert.Cause != "drill").Select(alert => new AlertEnd(
                alert.Alert, cast.NameOf(alert.PatientPerson) ?? "", alert.State, cast.NameOf(alert.Owner), alert.Next?.At ?? alert.ContactBy,
                [.. alert.Events.Select(each => new AlertMove(each.Kind, each.At, cast.NameOf(each.By)))])).ToList();
            var now = TimeProvider.System.GetUtcNow();
            if (now > until || alerts.All(alert => alert.State is not ("raised" or "paged") || OnTime(alert.Next, now.ToUnixTimeMilliseconds()))) return alerts;
            await Task.Delay(500, stop);
        }
    }

    private static bool OnTime(long? next, long now) => next > now - 2000 && next < now + (Cast.StepSeconds * 1000) + 2000;
}
