using Aspire.Hosting;
using Harness.Processes;

namespace Benchmarks.Running;

/// <summary>A container is reached from this machine through a proxy of DCP and one of Docker; its own address leads around both.</summary>
internal static class ContainerAddress
{
    /// <exception cref="InvalidOperationException">Docker does not know the container, or not where it is.</exception>
    public static async Task<string> OfAsync(DistributedApplication application, string resource, CancellationToken cancellationToken)
    {
        const string Addresses = "{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}";
        var running = await application.ResourceNotifications.WaitForResourceHealthyAsync(resource, cancellationToken);
        var id = (string)running.Snapshot.Properties.Single(property => property.Name == "container.id").Value!;
        await using var docker = ChildProcess.Start("docker", ["inspect", "--format", Addresses, id]);
        return await docker.EndAsync(Deadlines.Answer) == 0 && docker.Output.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var address, ..]
            ? address
            : throw new InvalidOperationException($"Docker does not say where {resource} is: {docker.Output}");
    }
}
