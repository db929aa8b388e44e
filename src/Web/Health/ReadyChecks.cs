using CareConnect.Hub.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CareConnect.Web.Health;

/// <summary><c>/health/live</c>: the program runs. <c>/health/ready</c>: it can serve, 503 when the database cannot be read.</summary>
public static class ReadyChecks
{
    public static IServiceCollection AddReadyChecks(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database");
        return services;
    }

    public static void MapReadyChecks(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous().DisableHttpMetrics();
        app.MapHealthChecks("/health/ready", new() { ResponseWriter = Write }).AllowAnonymous().DisableHttpMetrics();
    }

    /// <summary>Each part and how it is, nothing else: <c>{"status":"Healthy","parts":{"database":"Healthy"}}</c>.</summary>
    private static Task Write(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        status = report.Status.ToString(),
        parts = report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Status.ToString()),
    });

    private sealed class DatabaseCheck(IDbContextFactory<ClinicDb> factory) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            return await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
        }
    }
}
