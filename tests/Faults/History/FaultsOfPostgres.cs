using CareConnect.Faults.Tests.Network;
using Npgsql;

namespace CareConnect.Faults.Tests.History;

internal sealed partial record Fault
{
    /// <summary>What can happen to PostgreSQL, and between it and a node.</summary>
    public static IReadOnlyList<Fault> OfPostgres { get; } =
    [
        new("PostgreSQL killed", async (at, random, stop) =>
        {
            await at.Postgres!.Kill(stop);
            await Task.Delay(random.Next(0, 1000), stop);
            await at.Postgres.Start(stop);
        }),
        new("a process of PostgreSQL killed", async (at, random, stop) =>
        {
            for (var each = 0; each < 3; each++)
            {
                await at.Postgres!.KillBackend(random, stop);
                await Task.Delay(random.Next(200, 800), stop);
            }
        }),
        new("PostgreSQL stopped for a while", async (at, random, stop) =>
        {
            await at.Postgres!.Pause(stop);
            try
            {
                await Task.Delay(random.Next(500, 3000), stop);
            }
            finally
            {
                await at.Postgres.GoOn(CancellationToken.None);
            }
        }),
        new("answers to commits that are lost", async (at, random, stop) =>
        {
            foreach (var road in at.ToPostgres)
            {
                road.Watch = piece =>
                {
                    if (!IsCommitted(piece)) return true;
                    ThreadPool.QueueUserWorkItem(_ => road.ResetOne(piece.Connection));
                    return false;
                };
            }

            await Hold(random, stop);
        }),
        new("a node killed when its commit is done", (at, random, stop) => AtCommit(at, random, (node, over) => at.Nodes[node].Kill(over), stop)),
        new("PostgreSQL killed when a commit is done", (at, random, stop) => AtCommit(at, random, async (_, over) =>
        {
            await at.Postgres!.Kill(over);
            await at.Postgres.Start(over);
        }, stop)),
        new("half-open towards PostgreSQL", (at, random, stop) => StormTowards(at.ToPostgres, Weather.HalfOpen, random, stop)),
        new("PostgreSQL hears and does not answer", (at, random, stop) => StormTowards(at.ToPostgres, Weather.Answerless, random, stop)),
        new("PostgreSQL in slices and delays", async (at, random, stop) =>
        {
            foreach (var road in at.ToPostgres) road.Set(new Weather(TimeSpan.FromMilliseconds(random.Next(1, 10)), random.Next(1, 100)));
            await Hold(random, stop);
        }),
        new("resets towards PostgreSQL", async (at, random, stop) =>
        {
            for (var each = 0; each < 5; each++)
            {
                foreach (var road in at.ToPostgres) road.Reset();
                await Task.Delay(random.Next(50, 400), stop);
            }
        }),
        new("no connection left", async (at, random, stop) =>
        {
            List<NpgsqlConnection> taken = [];
            try
            {
                foreach (var road in at.ToPostgres) road.Reset();
                await TakeAll(at.Postgres!, taken, stop);
                await Hold(random, stop);
            }
            finally
            {
                foreach (var connection in taken) await connection.DisposeAsync();
            }
        }),
    ];

    private static bool IsCommitted(Piece piece) => piece.Going == Direction.ToClient && piece.Bytes.Span.IndexOf("COMMIT\0"u8) >= 0;

    // Committed, and nobody was told.
    private static async Task AtCommit(Topology at, Random random, Func<int, CancellationToken, Task> strike, CancellationToken stop)
    {
        var node = random.Next(at.Nodes.Count);
        var commits = random.Next(1, 20);
        var struck = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        at.ToPostgres[node].Watch = piece =>
        {
            if (!IsCommitted(piece) || Interlocked.Decrement(ref commits) > 0) return true;
            struck.TrySetResult();
            return false;
        };
        await struck.Task.WaitAsync(stop);
        await strike(node, stop);
        at.ToPostgres[node].Watch = null;
        at.ToPostgres[node].Reset();
        if (at.Nodes[node].Ended) await Restart(at, at.Nodes[node], stop);
    }

    private static async Task TakeAll(PostgresProcess postgres, List<NpgsqlConnection> taken, CancellationToken stop)
    {
        while (taken.Count < PostgresProcess.Connections)
        {
            var connection = new NpgsqlConnection(PostgresProcess.Through(postgres.Port) + ";Pooling=false");
            try
            {
                await connection.OpenAsync(stop);
                taken.Add(connection);
            }
            catch (PostgresException full) when (full.SqlState == PostgresErrorCodes.TooManyConnections)
            {
                await connection.DisposeAsync();
                return;
            }
        }
    }
}
