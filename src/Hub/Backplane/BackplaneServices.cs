using System.Collections.Frozen;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Backplane;

/// <summary>Puts our own connection handling under SignalR.</summary>
public static class BackplaneServices
{
    /// <summary>The name under which the health check is registered.</summary>
    public const string HealthCheckName = "backplane";

    /// <summary>
    /// Connections of <typeparamref name="THub"/> with <see cref="IConnectionRegistry"/>: of this node alone when
    /// <paramref name="redis"/> is null or empty, else of all nodes that share that Redis.
    /// </summary>
    /// <param name="signalR">What <c>AddSignalR</c> returned.</param>
    /// <param name="redis">A StackExchange.Redis connection string, or nothing.</param>
    /// <param name="sessionClaim">The claim that names a connection's session.</param>
    /// <param name="urgent">Methods of clients whose invocations go ahead of all others, wherever they would wait.</param>
    public static ISignalRServerBuilder AddCareConnectBackplane<THub>(
        this ISignalRServerBuilder signalR, string? redis, string sessionClaim = "sid", params string[] urgent)
        where THub : Microsoft.AspNetCore.SignalR.Hub
    {
        var services = signalR.Services;
        IReadOnlySet<string> ahead = urgent.ToFrozenSet();
        services.TryAddSingleton(TimeProvider.System);
        if (string.IsNullOrWhiteSpace(redis))
        {
            services.AddSingleton<HubLifetimeManager<THub>>(provider =>
                ActivatorUtilities.CreateInstance<LocalHubLifetimeManager<THub>>(provider, sessionClaim, ahead));
        }
        else
        {
            services.AddSingleton(provider => new RedisBackplane(
                redis, typeof(THub).Name, provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<RedisBackplane>>()));
            services.AddHostedService(provider => provider.GetRequiredService<RedisBackplane>());
            services.AddSingleton<HubLifetimeManager<THub>>(provider =>
                ActivatorUtilities.CreateInstance<RedisHubLifetimeManager<THub>>(provider, sessionClaim, ahead));
            services.AddHealthChecks().AddCheck<BackplaneHealth>(HealthCheckName);
        }

        services.AddSingleton(provider => (IConnectionRegistry)provider.GetRequiredService<HubLifetimeManager<THub>>());
        return signalR;
    }
}
