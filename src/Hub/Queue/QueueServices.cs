using Microsoft.Extensions.DependencyInjection;

namespace CareConnect.Hub.Queue;

internal static class QueueServices
{
    /// <summary>The queue's moves, pushes and clock.</summary>
    public static IServiceCollection AddQueue(this IServiceCollection services)
    {
        services.AddSingleton<QueueNews>();
        services.AddHostedService(provider => provider.GetRequiredService<QueueNews>());
        services.AddSingleton<ItemMoves>();
        services.AddSingleton<QueueClock>();
        services.AddHostedService(provider => provider.GetRequiredService<QueueClock>());
        return services;
    }
}
