using Microsoft.Extensions.DependencyInjection;

namespace CareConnect.Hub.Crisis;

internal static class CrisisServices
{
    /// <summary>The board's moves and pushes, the clock and its auditor.</summary>
    public static IServiceCollection AddCrisis(this IServiceCollection services)
    {
        services.AddSingleton<AlertNews>();
        services.AddSingleton<AlertDesk>();
        services.AddSingleton<AlertPager>();
        services.AddHostedService(provider => provider.GetRequiredService<AlertPager>());
        services.AddSingleton<CrisisHeartbeat>();
        services.AddSingleton<CrisisAuditor>();
        services.AddHostedService(provider => provider.GetRequiredService<CrisisAuditor>());
        return services;
    }
}
