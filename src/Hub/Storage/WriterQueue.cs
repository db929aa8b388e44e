using System.Data;
using System.Data.Common;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using CareConnect.Hub.Telemetry;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Storage;

public enum Priority
{
    Ordinary,

    /// <summary>Goes before all that waits, and is committed without waiting for more.</summary>
    Crisis,
}

/// <summary>
/// The one writer of this process. Items run one after the other, each in a savepoint of one transaction; up to
/// <see cref="BatchSize"/> of them are committed and flushed together. Many concurrent writers gave second-long stalls.
/// </summary>
public sealed class WriterQueue : IDisposable
{
    public const int BatchSize = 64;

    private readonly Channel<WorkItem> crisis = Channel.CreateUnbounded<WorkItem>();
    private readonly Channel<WorkItem> ordinary = Channel.CreateUnbounded<WorkItem>();
    private readonly SemaphoreSlim waiting = new(0);
    private readonly ILogger<WriterQueue> logger;
    private readonly Lazy<Thread> thread;
    private readonly Database database;
    private volatile bool stopping;

    public WriterQueue(Database database, ILogger<WriterQueue> logger)
    {
        this.database = database;
        this.logger = logger;
        // Started by the first item: the database must have been migrated by then.
        thread = new Lazy<Thread>(() =>
        {
            var writer = new Thread(Work) { IsBackground = true, Name = "Writer" };
            writer.Start();
            return writer;
        });
    }

    /// <summary>Ordinary items that wait.</summary>
    public int Waiting => ordinary.Reader.Count;

    /// <summary>Items of a crisis that wait, ahead of those.</summary>
    public int WaitingCrisis => crisis.Reader.Count;

    /// <summary>Runs <paramref name="work"/> in the writer; done once its changes are committed and flushed.</summary>
    /// <remarks>An exception of the work undoes its own changes alone, and comes out of the task.</remarks>
    public Task<T> Run<T>(Func<WriteTransaction, T> work, Priority priority = Priority.Ordinary)
    {
        ArgumentNullException.ThrowIfNull(work);
        ObjectDisposedException.ThrowIf(stopping, this);
        var item = new WorkItem<T>(work, priority);
        (priority == Priority.Crisis ? crisis : ordinary).Writer.TryWrite(item);
        waiting.Release();
        _ = thread.Value;
        return item.Completion;
    }

    public Task Run(Action<WriteTransaction> work, Priority priority = Priority.Ordinary) =>
        Run(tx =>
        {
            work(tx);
            return true;
        }, priority);

    /// <summary>Finishes what waits, then stops.</summary>
    public void Dispose()
    {
        if (stopping)
            return;
        stopping = true;
        waiting.Release();
        if (thread.IsValueCreated)
            thread.Value.Join();
        while (TryTake(out WorkItem? item))
            item.Fail(new ObjectDisposedException(nameof(WriterQueue)));
        waiting.Dispose();
    }

    private void Work()
    {
        Session? session = null;
        while (true)
        {
            waiting.Wait();
            if (!crisis.Reader.TryPeek(out _) && !ordinary.Reader.TryPeek(out _))
            {
                if (stopping)
                    break;
                continue; // taken by an earlier batch
            }

            try
            {
                RunBatch(ref session);
            }
#pragma warning disable CA1031 // The writer lives on; the items of the batch were told.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                // The database could not be opened, locked or committed. A fresh connection for the next batch.
                logger.BatchFailed(exception);
                session?.Dispose();
                session = null;
            }
        }

        session?.Dispose();
    }

    private void RunBatch(ref Session? session)
    {
        var done = new List<WorkItem>();
        long begun = Stopwatch.GetTimestamp();
        try
        {
            WriteTransaction transaction = Begin(ref session);
            while (done.Count < BatchSize && TryTake(out WorkItem? item))
            {
                done.Add(item);
                RunItem(item, transaction);
                if (item.Priority == Priority.Crisis && !crisis.Reader.TryPeek(out _))
                    break;
            }

            transaction.Commit();
            Measures.Committed(done.Count, begun);
        }
        catch (Exception exception)
        {
            // Nothing of this batch was kept, or nobody knows: an answer to the commit that was cut off counts as none.
            if (done.Count == 0)
                done.AddRange(Unbegun());
            foreach (WorkItem item in done)
                item.Fail(exception);
            throw;
        }

        foreach (WorkItem item in done)
            item.Complete();
    }

    /// <summary>On the connection of the batch before, while it is one.</summary>
    private WriteTransaction Begin(ref Session? session)
    {
        if (session is not null)
        {
            try
            {
                session.Transaction.Begin();
                return session.Transaction;
            }
            catch (DbException) when (!session.IsOpen)
            {
                // A server that was restarted has forgotten it: nobody's item is to fail for that.
                session.Dispose();
                session = null;
            }
        }

        session = new Session(database.Open());
        session.Transaction.Begin();
        return session.Transaction;
    }

    // Whom to tell when there is no transaction to be had: the first crisis, the next is tried again at once; and all that
    // waits behind it, which would else wait for one failure after the other.
    private IEnumerable<WorkItem> Unbegun()
    {
        if (crisis.Reader.TryRead(out WorkItem? first))
            yield return first;
        for (int left = ordinary.Reader.Count; left > 0 && ordinary.Reader.TryRead(out WorkItem? item); left--)
            yield return item;
    }

    private static void RunItem(WorkItem item, WriteTransaction transaction)
    {
        transaction.Execute("SAVEPOINT item");
        try
        {
            item.Run(transaction);
        }
#pragma warning disable CA1031 // Whatever the work threw belongs to its caller, and to nobody else's item.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (transaction.IsLost)
                throw;
            item.Threw(exception);
            transaction.Execute("ROLLBACK TO item");
            transaction.Forget();
        }

        transaction.Execute("RELEASE item");
    }

    private bool TryTake([NotNullWhen(true)] out WorkItem? item) =>
        crisis.Reader.TryRead(out item) || ordinary.Reader.TryRead(out item);

    private sealed class Session(DbConnection connection) : IDisposable
    {
        public WriteTransaction Transaction { get; } = new(connection);

        public bool IsOpen => connection.State == ConnectionState.Open;

        public void Dispose() => connection.Dispose();
    }

    private abstract class WorkItem(Priority priority)
    {
        public Priority Priority => priority;

        public abstract void Run(WriteTransaction transaction);

        public abstract void Threw(Exception exception);

        /// <summary>After commit: hands out the result, or what the work threw.</summary>
        public abstract void Complete();

        public abstract void Fail(Exception exception);
    }

    private sealed class WorkItem<T>(Func<WriteTransaction, T> work, Priority priority) : WorkItem(priority)
    {
        private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? result;
        private Exception? thrown;

        public Task<T> Completion => completion.Task;

        public override void Run(WriteTransaction transaction) => result = work(transaction);

        public override void Threw(Exception exception) => thrown = exception;

        public override void Complete()
        {
            if (thrown is null)
                completion.SetResult(result!);
            else
                completion.SetException(thrown);
        }

        public override void Fail(Exception exception) => completion.SetException(exception);
    }
}
