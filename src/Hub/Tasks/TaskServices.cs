using Microsoft.Extensions.DependencyInjection;

namespace CareConnect.Hub.Tasks;

internal static class TaskServices
{
    /// <summary>Tasks: their moves and pushes.</summary>
    public static IServiceCollection AddTasks(this IServiceCollection services) =>
        services.AddSingleton<TaskNews>().AddSingleton<TaskDesk>();
}
