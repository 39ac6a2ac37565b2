using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Hosting.Run.Dashboard;
using Microsoft.Extensions.DependencyInjection;

namespace Hosting.Run.Orchestration;

/// <summary>The services of an app host that runs its application.</summary>
internal static class OrchestrationServices
{
    internal static void AddOrchestration(this IServiceCollection services)
    {
        services.AddSingleton<ResourceLoggerService>();
        services.AddSingleton(provider => new ResourceNotificationService(
            provider.GetRequiredService<DistributedApplicationModel>(), provider.GetRequiredService<ResourceLoggerService>()));
        services.AddSingleton<Orchestrator>();
        services.AddHostedService(provider => provider.GetRequiredService<Orchestrator>());
        services.AddSingleton<DashboardRunner>();

        // Asked for late: the orchestrator runs the dashboard, which executes commands, which the orchestrator carries out.
        services.AddSingleton(provider => new ResourceCommandService((name, command, cancellationToken) =>
            provider.GetRequiredService<Orchestrator>().ExecuteAsync(name, command, cancellationToken)));
    }
}
