using System.Diagnostics;
using System.Globalization;
using CareConnect.Client;

namespace CareConnect.Faults.Tests.History;

/// <summary>People at work on a clinic to which one fault after the other happens, and what came of it.</summary>
internal sealed class HistoryRun(Topology at, IReadOnlyList<Fault> faults, int seed, Action<string> say)
{
    /// <summary>After the last fault all must come to rest within this time.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(2);

    private readonly Recorder recorder = new();

    public async Task<IReadOnlyList<Broken>> Run(CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();

        // (1) A clinic.
        await at.Start(stop);
        await using var cast = new Cast(at.Address, recorder, seed);
        await cast.Found(at.Nodes[^1].Log);

        // (2) Everybody works, while the faults happen.
        using var quiet = new CancellationTokenSource();
        List<Task> work =
        [
            .. cast.All.Where(each => each.Name != "priya").Select(each => each.Live(quiet.Token, stop)),
            .. cast.Patients.Select((each, number) => CrisisWork.Raise(each, recorder, new Random(seed + 100 + number), quiet.Token, stop)),
            .. cast.Responders.Select((each, number) => CrisisWork.Answer(each, recorder, new Random(seed + 200 + number), quiet.Token, stop)),
        ];
        var random = new Random(seed);
        foreach (var fault in faults)
        {
            await Task.Delay(random.Next(300, 1200), stop);
            say(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds,5:0} s {recorder.History.Count,6} {fault}"));
            var strike = fault.Strike(at, random, stop);
            // Who fails while it happens is heard at once.
            await await Task.WhenAny([strike, .. work]);
            await strike;
            await at.Heal(stop);
        }

        // (3) Rest: what waits is sent, and everything is read.
        await quiet.CancelAsync();
        using var rest = CancellationTokenSource.CreateLinkedTokenSource(stop);
        rest.CancelAfter(Rest);
        await Task.WhenAll(work).WaitAsync(rest.Token);
        await Task.WhenAll(cast.All.Select(each => each.SendAll(rest.Token)));
        await Task.WhenAll(cast.All.Select(each => each.ReadAll(rest.Token)));

        // (4) What there is now, against what they saw.
        var ending = await Outcome.Read(cast, rest.Token);
        Tell(cast, ending, watch.Elapsed);
        return HistoryChecker.Check(recorder.History, ending);
    }

    private void Tell(Cast cast, Ending ending, TimeSpan took)
    {
        var history = recorder.History;
        say(string.Create(
            CultureInfo.InvariantCulture,
            $"seed {seed}: {took.TotalSeconds:0} s; {history.OfType<Sent>().Count()} sent, {history.OfType<Acknowledged>().Count()} acknowledged, {history.OfType<Applied>().Count()} applied, "
            + $"{history.OfType<Pushed>().Count()} pushed, {cast.All.Sum(each => each.Deaths)} clients killed, {faults.Count} faults; "
            + $"{ending.Alerts.Count} alerts, {history.OfType<Took>().Count()} taken, {ending.Alerts.Count(alert => alert.State == "closed")} closed."));
    }
}
