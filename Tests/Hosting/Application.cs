using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting;
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
}

/// <summary>The sample project, as a build would describe it.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by AddProject.")]
internal sealed class SampleWeb : IProjectMetadata
{
    public string ProjectPath => Path.Combine(Repository.Root, "Tests", "Hosting", "Samples", "Web", "Web.csproj");
}
