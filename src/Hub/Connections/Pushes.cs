using System.Threading.Channels;
using CareConnect.Hub.Circles;
using CareConnect.Hub.Storage;
using CareConnect.Hub.Telemetry;
using CareConnect.Protocol;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Connections;

/// <summary>
/// Tells devices, after the commit and behind the acknowledgement. Who is told is read from the database for each push.
/// A push is a hint: one that is dropped is made good by the reader's next fetch.
/// </summary>
public sealed class Pushes(IHubContext<CareHub, ICareClient> hub, Readers readers, ILogger<Pushes> logger) : BackgroundService
{
    private const int Waiting = 10_000;
    private const int UnderWay = 1_000;

    private readonly Channel<Func<Task>> channel = Channel.CreateBounded<Func<Task>>(
        new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    // A device that reads slowly must hold up nobody else.
    private readonly SemaphoreSlim underWay = new(UnderWay);

    /// <summary>To everyone in a circle, but not to custodians.</summary>
    public void ToCircle(string circle, Func<ICareClient, Task> push) => Then(() => push(To(readers.Read(sql => Access.Told(sql, circle)))));

    /// <param name="begun">Of a message: when it came in, so that it is known how long it took to its readers.</param>
    public void ToAccounts(IReadOnlyCollection<Guid> accounts, Func<ICareClient, Task> push, long? begun = null)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        if (accounts.Count == 0)
            return;
        Then(async () =>
        {
            await push(To(accounts));
            if (begun is { } came) Measures.Delivered(came);
        });
    }

    public void ToEverybody(Func<ICareClient, Task> push) => Then(() => push(hub.Clients.All));

    /// <summary>To every enabled account of staff.</summary>
    public void ToStaff(Func<ICareClient, Task> push) => Then(() => push(To(
        readers.Read(sql => sql.List("SELECT Id FROM Accounts WHERE Enabled AND Role <> 0", row => row.GetGuid(0))))));

    /// <summary>Any other push, in its turn.</summary>
    public void Then(Func<Task> push) => channel.Writer.TryWrite(push);

    public override void Dispose()
    {
        underWay.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (Func<Task> push in channel.Reader.ReadAllAsync(stoppingToken))
                Send(push);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops.
        }
    }

    // In the order of the commits: a push is begun before the next, and may end after it.
    private void Send(Func<Task> push)
    {
        if (underWay.Wait(0))
            _ = Finish(push);
        else
            logger.PushDropped();
    }

    private async Task Finish(Func<Task> push)
    {
        try
        {
            await push();
        }
#pragma warning disable CA1031 // One push that fails must not end all others.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.PushFailed(exception);
        }
        finally
        {
            underWay.Release();
        }
    }

    private ICareClient To(IReadOnlyCollection<Guid> accounts) => hub.Clients.Users([.. accounts.Select(id => id.ToString())]);
}
