using System.Threading.RateLimiting;
using Microsoft.Extensions.Configuration;

namespace CareConnect.Hub.Connections;

/// <summary>
/// How often one account may call, in this process, and how often each of its connections. Far above what people do.
/// Nothing of the crisis engine is ever counted. Settings <c>Limits:PerSecond</c> (default 50), <c>Limits:Burst</c> (default
/// 500), and for a connection <c>Limits:ConnectionPerSecond</c> and <c>Limits:ConnectionBurst</c> (half of these).
/// </summary>
public sealed class CallLimits : IDisposable
{
    private readonly PartitionedRateLimiter<Guid> limiter;
    private readonly TimeProvider clock;
    private readonly double connectionPerSecond;
    private readonly double connectionBurst;

    public CallLimits(IConfiguration configuration, TimeProvider clock)
    {
        this.clock = clock;
        ArgumentNullException.ThrowIfNull(configuration);
        int perSecond = configuration.GetValue("Limits:PerSecond", 50);
        int burst = configuration.GetValue("Limits:Burst", 500);
        connectionPerSecond = configuration.GetValue("Limits:ConnectionPerSecond", Math.Max(perSecond / 2.0, 1));
        connectionBurst = configuration.GetValue("Limits:ConnectionBurst", Math.Max(burst / 2.0, 1));
        limiter = PartitionedRateLimiter.Create<Guid, Guid>(account => RateLimitPartition.GetTokenBucketLimiter(account, _ => new()
        {
            TokenLimit = burst,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }));
    }

    /// <summary>False when the account has called too often; then <paramref name="retryAfter"/> is in seconds.</summary>
    public bool Allow(Guid account, out int retryAfter)
    {
        using RateLimitLease lease = limiter.AttemptAcquire(account);
        retryAfter = lease.IsAcquired ? 0
            : lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))
            : 1;
        return lease.IsAcquired;
    }

    internal ConnectionCalls OfConnection() => new(connectionPerSecond, connectionBurst, clock);

    public void Dispose() => limiter.Dispose();
}
