using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CareConnect.Hub.Backplane;

/// <summary>Whether pushes reach other nodes.</summary>
public enum BackplaneState
{
    /// <summary>They do.</summary>
    Connected,

    /// <summary>They do not. Everything goes on, more slowly across nodes.</summary>
    Degraded,
}

/// <summary>Says "degraded" while Redis is away. Never "unhealthy": a node without Redis still does all its work.</summary>
internal sealed class BackplaneHealth(RedisBackplane backplane) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(backplane.State == BackplaneState.Connected
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded("Redis is away."));
}
