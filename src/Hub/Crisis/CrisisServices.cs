using Microsoft.Extensions.DependencyInjection;

namespace CareConnect.Hub.Crisis;

internal static class CrisisServices
{
    /// <summary>The board's moves and pushes, and the pager.</summary>
    public static IServiceCollection AddCrisis(this IServiceCollection services)
    {
        services.AddSingleton<AlertNews>();
        services.AddSingleton<AlertDesk>();
        services.AddSingleton<AlertPager>();
        services.AddHostedService(provider => provider.GetRequiredService<AlertPager>());
        return services;
    }
}
