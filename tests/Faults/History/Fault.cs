using CareConnect.Faults.Tests.Network;

namespace CareConnect.Faults.Tests.History;

/// <summary>One thing that goes wrong, and is over when its task is.</summary>
/// <param name="Name">As a run that is told again names it.</param>
internal sealed partial record Fault(string Name, Func<Topology, Random, CancellationToken, Task> Strike)
{
    /// <summary>What can happen between clients and a node, and to a node.</summary>
    public static IReadOnlyList<Fault> OfANode { get; } =
    [
        new("slices and delays", async (at, random, stop) =>
        {
            at.Front.Set(new Weather(TimeSpan.FromMilliseconds(random.Next(1, 15)), random.Next(1, 200)));
            await Hold(random, stop);
        }),
        new("resets", async (at, random, stop) =>
        {
            for (var each = 0; each < 5; each++)
            {
                at.Front.Reset();
                await Task.Delay(random.Next(50, 600), stop);
            }
        }),
        new("half-open connections", (at, random, stop) => Storm(at, Weather.HalfOpen, random, stop)),
        new("answers that are lost", (at, random, stop) => Storm(at, Weather.Answerless, random, stop)),
        new("no new connections", async (at, random, stop) =>
        {
            at.Front.Set(new Weather(Refuse: true));
            at.Front.Reset();
            await Hold(random, stop);
        }),
        new("killed at random", async (at, random, stop) =>
        {
            await Task.Delay(random.Next(0, 500), stop);
            await Restart(at, Node(at, random), stop);
        }),
        new("killed when a call has come in", (at, random, stop) => KillAt(at, random, Direction.ToServer, stop)),
        new("killed when the answer is ready", (at, random, stop) => KillAt(at, random, Direction.ToClient, stop)),
        new("killed while it starts", async (at, random, stop) =>
        {
            var node = Node(at, random);
            await node.Kill(stop);
            node.Start();
            await Task.Delay(random.Next(100, 1500), stop);
            await Restart(at, node, stop);
        }),
        new("stopped for a while", async (at, random, stop) =>
        {
            var node = Node(at, random);
            await node.Pause(stop);
            try
            {
                await Task.Delay(random.Next(500, 4000), stop);
            }
            finally
            {
                await node.GoOn(CancellationToken.None);
            }
        }),
        new("a clock set forward", (at, random, stop) => SetClock(at, TimeSpan.FromSeconds(random.Next(5, 300)), random, stop)),
        new("a clock set back", (at, random, stop) => SetClock(at, -TimeSpan.FromSeconds(random.Next(5, 300)), random, stop)),
        new("no file descriptors", (at, random, stop) => TakeDescriptors(at, random, stop)),
    ];

    /// <summary>What can happen to a file of SQLite.</summary>
    public static IReadOnlyList<Fault> OfSqlite { get; } =
    [
        new("killed while it writes", async (at, random, stop) =>
        {
            var node = Node(at, random);
            var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var log = new FileSystemWatcher(at.Data, "care.db-wal") { NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.Size };
            log.Changed += (_, _) =>
            {
                if (!written.Task.IsCompleted) node.KillNow();
                written.TrySetResult();
            };
            log.EnableRaisingEvents = true;
            await written.Task.WaitAsync(stop);
            await Restart(at, node, stop);
        }),
        new("disk full", (at, random, stop) => FillDisk(at, random, stop)),
    ];

    public override string ToString() => Name;

    private static ClinicProcess Node(Topology at, Random random) => at.Nodes[random.Next(at.Nodes.Count)];

    private static Task Hold(Random random, CancellationToken stop) => Task.Delay(random.Next(400, 2000), stop);

    private static async Task Storm(Topology at, Weather weather, Random random, CancellationToken stop)
    {
        at.Front.Set(weather);
        await Hold(random, stop);
        at.Front.Set(Weather.Fair);
        // What went through the storm is broken, and its ends hear of it.
        at.Front.Reset();
    }

    private static async Task SetClock(Topology at, TimeSpan by, Random random, CancellationToken stop)
    {
        at.Skew(random.Next(at.Nodes.Count), by);
        await Hold(random, stop);
    }

    // Writes fail from one moment to the next, and then succeed again: the process must live on.
    private static async Task FillDisk(Topology at, Random random, CancellationToken stop)
    {
        var node = Node(at, random);
        await Signals.Limit(node.Id, "--fsize=4096:", stop);
        await Hold(random, stop);
        await Signals.Limit(node.Id, "--fsize=unlimited:", stop);
    }

    // A runtime that cannot open what it needs may end itself; whoever watches over it starts it again.
    private static async Task TakeDescriptors(Topology at, Random random, CancellationToken stop)
    {
        var node = Node(at, random);
        await Signals.Limit(node.Id, "--nofile=64:", stop);
        await Hold(random, stop);
        try
        {
            await Signals.Limit(node.Id, "--nofile=1024:", stop);
            await node.Ready(stop);
        }
        catch (InvalidOperationException) when (node.Ended)
        {
            await Restart(at, node, stop);
        }
    }

    private static async Task KillAt(Topology at, Random random, Direction direction, CancellationToken stop)
    {
        var server = random.Next(at.Nodes.Count);
        var struck = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var pieces = random.Next(1, 20);
        at.Front.Watch = piece =>
        {
            if (piece.Server != server || piece.Going != direction || piece.Bytes.Length < 100 || Interlocked.Decrement(ref pieces) > 0) return true;
            if (direction == Direction.ToClient && struck.TrySetResult()) at.Nodes[server].KillNow();
            // What came in goes on first.
            if (direction == Direction.ToServer) ThreadPool.QueueUserWorkItem(_ =>
            {
                if (struck.TrySetResult()) at.Nodes[server].KillNow();
            });
            return direction == Direction.ToServer;
        };
        await struck.Task.WaitAsync(stop);
        at.Front.Watch = null;
        await Restart(at, at.Nodes[server], stop);
    }

    private static async Task Restart(Topology at, ClinicProcess node, CancellationToken stop)
    {
        await node.Kill(stop);
        at.Front.Reset(at.Nodes.ToList().IndexOf(node));
        node.Start();
        await node.Ready(stop);
    }
}
