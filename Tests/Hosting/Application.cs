using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Hosting.Run.Building;
using Hosting.Run.Dashboard;

namespace Hosting.Tests;

/// <summary>Small applications for one test each: random ports, no dashboard unless asked for.</summary>
internal static class Application
{
    /// <summary>Nothing here takes longer on a slow machine; what does has hung.</summary>
    internal static readonly TimeSpan Time = TimeSpan.FromSeconds(90);

    internal static CancellationToken Deadline() => new CancellationTokenSource(Time).Token;

    internal static IDistributedApplicationBuilder Builder(params string[] args) => new DistributedApplicationBuilder(new AppHostOptions(
        [$"--{CommandLine.RandomizePorts}=true", $"--{DashboardRunner.DisabledKey}=true", "--environment=Development", .. args],
        "hosting-tests", Path.Combine(Repository.Root, "Tests", "Hosting"), "Hosting.Tests.csproj", typeof(Application).Assembly));

    /// <summary>The volumes that an AppHost names are the developer's, and only one server at a time can hold one.</summary>
    internal static void ForgetVolumes(IDistributedApplicationBuilder builder)
    {
        foreach (var resource in builder.Resources)
        {
            foreach (var volume in resource.Annotations.OfType<ContainerMountAnnotation>().Where(mount => mount.Type == ContainerMountType.Volume).ToList())
            {
                resource.Annotations.Remove(volume);
            }
        }
    }
}

/// <summary>The sample project, as a build would describe it.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by AddProject.")]
internal sealed class SampleWeb : IProjectMetadata
{
    public string ProjectPath => Path.Combine(Repository.Root, "Tests", "Hosting", "Samples", "Web", "Web.csproj");
}
