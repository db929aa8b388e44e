using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Connections;

/// <summary>
/// Closes the connections of sessions that have ended: at once where the session was ended here, within a second where
/// another process did it. Between, no method does anything for them.
/// </summary>
public sealed class SessionEnds(
    OpenConnections connections, Readers readers, IHubContext<CareHub, ICareClient> hub, TimeProvider clock, ILogger<SessionEnds> logger)
    : BackgroundService
{
    /// <summary>Says so on the connections of this session, then closes them.</summary>
    public async Task Close(Guid session)
    {
        foreach (HubCallerContext connection in connections.Of(session))
        {
            await hub.Clients.Client(connection.ConnectionId).SignedOut();
            connection.Abort();
            logger.ConnectionClosed(session);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await Safely(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops.
        }
    }

    private async Task Safely(CancellationToken stopping)
    {
        try
        {
            await Sweep();
        }
#pragma warning disable CA1031 // A database that is away for a while must not end the program. No method does anything meanwhile either.
        catch (Exception exception) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.SweepFailed(exception);
        }
    }

    private async Task Sweep()
    {
        var open = connections.Sessions;
        if (open.Count == 0)
            return;
        List<Guid> ended = readers.Read(sql => open.Where(session => !sql.Any(
            "SELECT 1 FROM Sessions s JOIN Accounts a ON a.Id = s.AccountId WHERE s.Id = ?1 AND s.EndedAt IS NULL AND a.Enabled", session)).ToList());
        foreach (Guid session in ended)
            await Close(session);
    }
}
