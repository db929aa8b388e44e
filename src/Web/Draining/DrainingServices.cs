using CareConnect.Hub.Connections;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CareConnect.Web.Draining;

/// <summary>A process that is about to stop sends new work elsewhere and finishes what it has.</summary>
public static class DrainingServices
{
    public static IServiceCollection AddDraining(this IServiceCollection services)
    {
        services.AddSingleton<IHostLifetime, DrainingLifetime>();
        services.AddHealthChecks().AddCheck<NodeCheck>("node");
        return services;
    }

    /// <summary>
    /// Answers 503 to what a balancer can ask of another process as well: new connections, pages, reads. Forms and calls that
    /// change something are still done here, since they are not asked twice.
    /// </summary>
    public static IApplicationBuilder UseDraining(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (!context.RequestServices.GetRequiredService<NodeDrain>().Draining || !Elsewhere(context.Request)) return next(context);
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = "1";
        return Task.CompletedTask;
    });

    private static bool Elsewhere(HttpRequest request) =>
        request.Path.StartsWithSegments("/hub")
        || ((HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && !request.Path.StartsWithSegments("/health") && !request.Path.StartsWithSegments("/error"));

    private sealed class NodeCheck(NodeDrain drain) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(drain.Draining ? HealthCheckResult.Unhealthy("It stops.") : HealthCheckResult.Healthy());
    }
}
