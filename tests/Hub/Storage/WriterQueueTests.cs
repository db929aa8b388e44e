using CareConnect.Hub.Storage;
using CareConnect.Hub.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace CareConnect.Hub.Tests.Storage;

public sealed class WriterQueueTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("writer").FullName;
    private readonly SqliteDatabase database;
    private readonly WriterQueue writer;

    public WriterQueueTests()
    {
        database = new SqliteDatabase(folder);
        using SqliteConnection connection = database.Open();
        new Sql(connection).Execute("PRAGMA journal_mode=WAL");
        new Sql(connection).Execute("CREATE TABLE Lines (Id INTEGER PRIMARY KEY, Text TEXT UNIQUE)");
        writer = new WriterQueue(database, NullLogger<WriterQueue>.Instance);
    }

    public void Dispose()
    {
        writer.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task What_is_acknowledged_is_seen_by_every_other_connection()
    {
        await writer.Run(tx => tx.Execute("INSERT INTO Lines (Text) VALUES (?1)", "first"));

        Assert.Equal(["first"], Lines());
    }

    [Fact]
    public async Task Nothing_is_acknowledged_before_the_whole_batch_is_committed()
    {
        using var gate = new ManualResetEventSlim();
        Task first = writer.Run(_ => gate.Wait(TestContext.Current.CancellationToken));
        Task early = writer.Run(tx => tx.Execute("INSERT INTO Lines (Text) VALUES ('early')"));
        using var inside = new ManualResetEventSlim();
        using var leave = new ManualResetEventSlim();
        Task late = writer.Run(_ =>
        {
            inside.Set();
            leave.Wait(TestContext.Current.CancellationToken);
        });
        gate.Set();
        inside.Wait(TestContext.Current.CancellationToken);

        // The early item has run, in the same transaction as the late one, which has not ended.
        Assert.False(early.IsCompleted);
        Assert.Empty(Lines());
        leave.Set();
        await Task.WhenAll(first, early, late);
        Assert.Equal(["early"], Lines());
    }

    [Fact]
    public async Task A_failing_item_undoes_only_itself()
    {
        using var gate = new ManualResetEventSlim();
        Task hold = writer.Run(_ => gate.Wait(TestContext.Current.CancellationToken));
        Task before = writer.Run(tx => tx.Execute("INSERT INTO Lines (Text) VALUES ('before')"));
        Task failing = writer.Run(tx =>
        {
            tx.Execute("INSERT INTO Lines (Text) VALUES ('half done')");
            throw new InvalidOperationException("on purpose");
        });
        Task doubled = writer.Run(tx => tx.Execute("INSERT INTO Lines (Text) VALUES ('before')"));
        Task after = writer.Run(tx => tx.Execute("INSERT INTO Lines (Text) VALUES ('after')"));
        gate.Set();

        await Task.WhenAll(hold, before, after);
        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        await Assert.ThrowsAsync<SqliteException>(() => doubled);
        Assert.Equal(["before", "after"], Lines());
    }

    [Fact]
    public async Task A_crisis_goes_before_everything_that_waits()
    {
        using var gate = new ManualResetEventSlim();
        Task hold = writer.Run(_ => gate.Wait(TestContext.Current.CancellationToken));
        Task[] ordinary = [.. Enumerable.Range(0, 200).Select(i => writer.Run(tx => tx.Execute("INSERT INTO Lines (Text) VALUES (?1)", $"{i}")))];
        Task crisis = writer.Run(tx => tx.Execute("INSERT INTO Lines (Text) VALUES ('crisis')"), Priority.Crisis);
        gate.Set();

        await crisis;
        Assert.Equal("crisis", Lines()[0]);
        await Task.WhenAll([hold, .. ordinary]);
        Assert.Equal(201, Lines().Count);
    }

    [Fact]
    public async Task A_crisis_is_committed_without_the_batch_behind_it()
    {
        using var gate = new ManualResetEventSlim();
        Task hold = writer.Run(_ => gate.Wait(TestContext.Current.CancellationToken));
        Task crisis = writer.Run(tx => tx.Execute("INSERT INTO Lines (Text) VALUES ('crisis')"), Priority.Crisis);
        using var leave = new ManualResetEventSlim();
        Task slow = writer.Run(_ => leave.Wait(TestContext.Current.CancellationToken));
        gate.Set();

        try
        {
            await crisis.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
            Assert.False(slow.IsCompleted);
        }
        finally
        {
            leave.Set();
        }

        await Task.WhenAll(hold, slow);
    }

    [Fact]
    public async Task Items_run_in_the_order_in_which_they_came()
    {
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => writer.Run(tx => tx.Execute("INSERT INTO Lines (Text) VALUES (?1)", $"{i}"))));

        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"{i}"), Lines());
    }

    [Fact]
    public async Task A_writer_that_waits_for_another_process_goes_on_when_that_one_is_done()
    {
        await using SqliteConnection other = database.Open();
        var foreign = new Sql(other);
        foreign.Execute("BEGIN IMMEDIATE");
        foreign.Execute("INSERT INTO Lines (Text) VALUES ('other process')");
        Task mine = writer.Run(tx => tx.Execute("INSERT INTO Lines (Text) VALUES ('mine')"));
        Assert.False(mine.IsCompleted);
        foreign.Execute("COMMIT");

        await mine;
        Assert.Equal(["other process", "mine"], Lines());
    }

    [Fact]
    public async Task What_waits_is_finished_before_the_writer_stops()
    {
        Task[] waiting = [.. Enumerable.Range(0, 100).Select(i => writer.Run(tx => tx.Execute("INSERT INTO Lines (Text) VALUES (?1)", $"{i}")))];
        writer.Dispose();

        await Task.WhenAll(waiting);
        Assert.Equal(100, Lines().Count);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => writer.Run(_ => 0));
    }

    private List<string> Lines()
    {
        using SqliteConnection connection = database.Open();
        return new Sql(connection).List("SELECT Text FROM Lines ORDER BY Id", row => row.GetString(0));
    }
}
