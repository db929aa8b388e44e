using System.Globalization;
using System.Security.Cryptography;

namespace CareConnect.Hub.Tests.Crisis.Simulation;

/// <summary>
/// The crisis engine under everything that can go wrong, from a seed that is printed: <c>CARECONNECT_SIMULATION_SEED</c> runs it
/// again, <c>CARECONNECT_SIMULATED_ALERTS</c> says how many alerts.
/// </summary>
[Collection(nameof(OnBothCores))]
public sealed class SimulationTests(ITestOutputHelper output)
{
    private const int AlertsInAWorld = 20;

    private static readonly int Seed = Setting("SIMULATION_SEED") ?? RandomNumberGenerator.GetInt32(1_000_000_000);

    [Fact]
    public void Every_alert_is_had_by_exactly_one_or_still_paged_whatever_happens()
    {
        var alerts = Setting("SIMULATED_ALERTS") ?? 100_000;
        var outcome = Simulate(alerts, Without.Nothing);
        var said = string.Create(CultureInfo.InvariantCulture, $"seed {Seed}: {alerts} alerts, {outcome}");
        output.WriteLine(said);
        TestContext.Current.SendDiagnosticMessage(said);
        Assert.True(outcome.Broken.Count == 0, $"{said}\n{string.Join('\n', outcome.Broken.Take(10))}");
        // Two in three alerts meet somebody; else the responders of this simulation would be asleep, and little would be shown.
        Assert.InRange(outcome.Owners, alerts / 3, int.MaxValue);
        Assert.InRange(outcome.Faults, alerts / 50, int.MaxValue);
        Assert.InRange(outcome.WorstQuiet, 1, Checks.Moment);
    }

    [Theory]
    [InlineData(Without.Fence)]
    [InlineData(Without.Auditor)]
    [InlineData(Without.NextStep)]
    public void It_would_notice_if_a_guard_were_missing(object missing) =>
        Assert.NotEmpty(Simulate(3_000, (Without)missing).Broken);

    private static Outcome Simulate(int alerts, Without without)
    {
        var worlds = (alerts + AlertsInAWorld - 1) / AlertsInAWorld;
        var outcome = new Outcome();
        Parallel.For(
            0, worlds, new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken },
            () => new SimulatedStore(),
            (number, _, store) =>
            {
                var world = new World(store, unchecked(Seed + number), Math.Min(AlertsInAWorld, alerts - (number * AlertsInAWorld)), without);
                world.Run();
                outcome.Add(world.Checks);
                return store;
            },
            store => store.Dispose());
        return outcome;
    }

    private static int? Setting(string name) =>
        Environment.GetEnvironmentVariable("CARECONNECT_" + name) is { } set ? int.Parse(set, CultureInfo.InvariantCulture) : null;

    private sealed class Outcome
    {
        public List<string> Broken { get; } = [];

        public int Pages { get; private set; }

        public int Owners { get; private set; }

        public int Faults { get; private set; }

        public int Repaired { get; private set; }

        public long WorstQuiet { get; private set; }

        public long WorstAfterFaults { get; private set; }

        public void Add(Checks checks)
        {
            lock (Broken)
            {
                Broken.AddRange(checks.Broken);
                Pages += checks.Pages;
                Owners += checks.Owners;
                Faults += checks.Faults;
                Repaired += checks.Repaired;
                WorstQuiet = Math.Max(WorstQuiet, checks.WorstQuiet);
                WorstAfterFaults = Math.Max(WorstAfterFaults, checks.WorstAfterFaults);
            }
        }

        public override string ToString() =>
            $"{Pages} pages, {Owners} acknowledgements, {Faults} faults, {Repaired} repairs by the auditor; "
            + $"longest silence beyond a step {WorstQuiet} ms, after faults {WorstAfterFaults} ms; {Broken.Count} broken promises";
    }
}

/// <summary>The simulation takes all there is: beside it, the connections of other tests would starve.</summary>
[CollectionDefinition(nameof(OnBothCores), DisableParallelization = true)]
public sealed class OnBothCores;
