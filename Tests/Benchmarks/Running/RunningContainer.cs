using Aspire.Hosting;
using Harness.Processes;

namespace Benchmarks.Running;

/// <summary>A container of the app host, in Docker's hands and not in DCP's.</summary>
internal sealed class RunningContainer
{
    private static readonly TimeSpan Docker = TimeSpan.FromMinutes(1);

    private readonly string _id;

    private RunningContainer(string id) => _id = id;

    public static async Task<RunningContainer> OfAsync(DistributedApplication application, string resource, CancellationToken cancellationToken)
    {
        var running = await application.ResourceNotifications.WaitForResourceHealthyAsync(resource, cancellationToken);
        return new((string)running.Snapshot.Properties.Single(property => property.Name == "container.id").Value!);
    }

    /// <summary>Its own address. What the app host tells leads through a proxy of DCP and one of Docker.</summary>
    public async Task<string> AddressAsync() =>
        (await DockerAsync("inspect", "--format", "{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}", _id)).Split(' ')[0];

    /// <summary>
    /// Not by the command of the app host, which removes what it stops: a start would be another container, without the data.
    /// </summary>
    public Task StopAsync() => DockerAsync("stop", _id);

    public Task StartAsync() => DockerAsync("start", _id);

    public async Task<bool> ListensAsync(int port) => await TcpPort.AcceptsAsync(await AddressAsync(), port);

    /// <exception cref="InvalidOperationException">Docker refused; the message says why.</exception>
    private static async Task<string> DockerAsync(params string[] arguments)
    {
        await using var docker = ChildProcess.Start("docker", arguments);
        return await docker.EndAsync(Docker) == 0
            ? docker.Output.Trim()
            : throw new InvalidOperationException($"docker {arguments[0]}: {docker.Output}");
    }
}
