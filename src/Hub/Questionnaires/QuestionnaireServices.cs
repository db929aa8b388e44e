using Microsoft.Extensions.DependencyInjection;

namespace CareConnect.Hub.Questionnaires;

internal static class QuestionnaireServices
{
    /// <summary>What follows from answers, and the clock of sittings.</summary>
    public static IServiceCollection AddQuestionnaires(this IServiceCollection services)
    {
        services.AddSingleton<SittingNews>();
        services.AddSingleton<SittingClock>();
        services.AddHostedService(provider => provider.GetRequiredService<SittingClock>());
        return services;
    }
}
