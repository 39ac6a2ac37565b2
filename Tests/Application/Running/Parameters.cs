using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Application.Tests.Running;

internal static class Parameters
{
    /// <summary>What the AppHost was told, or made up: the value of its parameter.</summary>
    public static async Task<string> ParameterAsync(this DistributedApplication application, string name)
    {
        var model = application.Services.GetRequiredService<DistributedApplicationModel>();
        var parameter = model.Resources.OfType<ParameterResource>().Single(resource => resource.Name == name);
        return await parameter.GetValueAsync(CancellationToken.None) ?? throw new InvalidOperationException($"{name} has no value.");
    }
}
