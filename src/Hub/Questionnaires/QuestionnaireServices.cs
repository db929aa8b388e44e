using Microsoft.Extensions.DependencyInjection;

namespace CareConnect.Hub.Questionnaires;

internal static class QuestionnaireServices
{
    /// <summary>What follows from answers, the clock of sittings, and the clock of duties.</summary>
    public static IServiceCollection AddQuestionnaires(this IServiceCollection services)
    {
        services.AddSingleton<SittingNews>();
        services.AddSingleton<SittingClock>();
        services.AddHostedService(provider => provider.GetRequiredService<SittingClock>());
        services.AddSingleton<RiskClock>();
        services.AddHostedService(provider => provider.GetRequiredService<RiskClock>());
        return services;
    }
}
