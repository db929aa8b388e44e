using CareConnect.Hub.Crisis;
using CareConnect.Hub.Paging.Ways;
using CareConnect.Hub.Paging.WebPush;
using CareConnect.Hub.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Paging;

internal static class PagingServices
{
    /// <summary>The ways of paging that the settings name, and the sender.</summary>
    public static IServiceCollection AddPaging(this IServiceCollection services, IConfiguration configuration)
    {
        // Read when the program is prepared, which tells the person who starts it what is wrong.
        services.AddSingleton(_ => PagingSettings.Read(configuration));
        services.AddSingleton<PageHttp>();
        services.AddSingleton<PushKeys>();
        services.AddSingleton<PageAddresses>();
        services.AddSingleton<PageWays>();
        services.AddSingleton<Reaching.CodeSender>();
        services.AddSingleton(provider => new PageSender(
            provider.GetRequiredService<Readers>(), provider.GetRequiredService<WriterQueue>(), provider.GetRequiredService<PageWays>(),
            provider.GetRequiredService<PageAddresses>(), provider.GetRequiredService<AlertNews>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<PageSender>>()));
        services.AddHostedService(provider => provider.GetRequiredService<PageSender>());
        return services;
    }
}
