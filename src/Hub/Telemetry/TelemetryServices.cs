using Microsoft.Extensions.DependencyInjection;

namespace CareConnect.Hub.Telemetry;

internal static class TelemetryServices
{
    public static IServiceCollection AddNodeFigures(this IServiceCollection services) =>
        services.AddSingleton<NodeFigures>().AddHostedService(provider => provider.GetRequiredService<NodeFigures>());
}
