using CareConnect.Hub.Storage;
using MediatR;

namespace CareConnect.Hub.Crisis;

/// <summary>Whether the crisis engine of this process lives: for a monitor outside. Names nobody.</summary>
public sealed record ReadEngineHealth : IRequest<EngineHealth>;

/// <param name="Alive">The clock and the auditor went round a short while ago, and no alert's timer is overdue.</param>
/// <param name="Open">Open alerts without drills.</param>
/// <param name="Waiting">Of these, how many nobody has.</param>
/// <param name="Overdue">Alerts whose timer should have been acted on a minute ago.</param>
/// <param name="ClockAge">Seconds since the clock went round.</param>
/// <param name="AuditorAge">Seconds since the auditor did.</param>
public sealed record EngineHealth(bool Alive, int Open, int Waiting, int Overdue, int ClockAge, int AuditorAge);

internal sealed class ReadEngineHealthHandler(Readers readers, CrisisHeartbeat heartbeat, TimeProvider clock)
    : IRequestHandler<ReadEngineHealth, EngineHealth>
{
    /// <summary>The clock beats every second; one that is stopped for this long is dead or stuck.</summary>
    internal static readonly TimeSpan ClockLimit = TimeSpan.FromSeconds(15);

    /// <summary>Three rounds of the auditor.</summary>
    internal static readonly TimeSpan AuditorLimit = 3 * CrisisAuditor.Every;

    public Task<EngineHealth> Handle(ReadEngineHealth request, CancellationToken cancellationToken)
    {
        var (open, waiting, overdue) = readers.Snapshot(sql => (
            sql.Number("SELECT COUNT(*) FROM Alerts WHERE State IN ('raised', 'paged', 'acknowledged', 'contact-made') AND Cause <> 'drill'"),
            sql.Number("SELECT COUNT(*) FROM Alerts WHERE State IN ('raised', 'paged') AND Cause <> 'drill'"),
            sql.List(CrisisAuditor.Lost, row => row.GetGuid(0), clock.GetUtcNow().ToUnixTimeMilliseconds(), (long)CrisisAuditor.Overdue.TotalMilliseconds).Count));
        var (clockAge, auditorAge) = (heartbeat.Age(EnginePart.Clock), heartbeat.Age(EnginePart.Auditor));
        return Task.FromResult(new EngineHealth(
            clockAge < ClockLimit && auditorAge < AuditorLimit && overdue == 0,
            (int)(open ?? 0), (int)(waiting ?? 0), overdue, (int)clockAge.TotalSeconds, (int)auditorAge.TotalSeconds));
    }
}
