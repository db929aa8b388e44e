using System.Threading.RateLimiting;
using Microsoft.Extensions.Configuration;

namespace CareConnect.Hub.Connections;

/// <summary>
/// How often one account may call, in this process. Far above what people do. Raising an alert is never counted.
/// Settings <c>Limits:PerSecond</c> (default 50) and <c>Limits:Burst</c> (default 500).
/// </summary>
public sealed class CallLimits : IDisposable
{
    private readonly PartitionedRateLimiter<Guid> limiter;

    public CallLimits(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        int perSecond = configuration.GetValue("Limits:PerSecond", 50);
        int burst = configuration.GetValue("Limits:Burst", 500);
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

    public void Dispose() => limiter.Dispose();
}
