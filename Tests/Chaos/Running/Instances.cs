using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Hosting.Setup;

namespace Chaos.Tests.Running;

/// <summary>The processes and containers of the application as they are, to be killed without a word and started again.</summary>
internal sealed class Instances : IAsyncDisposable
{
    private readonly DistributedApplication _application;
    private readonly PreparedMachine _machine;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, ResourceEvent> _newest = new(StringComparer.Ordinal);
    private readonly Task _watching;

    public Instances(DistributedApplication application, PreparedMachine machine)
    {
        (_application, _machine) = (application, machine);
        _watching = WatchAsync();
    }

    /// <returns>What was killed and is to be given to <see cref="StartAsync"/>.</returns>
    /// <param name="replica">Which of several, modulo their number.</param>
    public async Task<string> KillAsync(string resource, int replica = 0)
    {
        var ids = _newest.Values.Where(change => change.Resource.Name == resource).Select(change => change.ResourceId).Order(StringComparer.Ordinal).ToList();
        var id = ids[replica % ids.Count];
        if (Property(id, "container.id") is { } container)
        {
            await DockerAsync("kill", container);
        }
        else
        {
            using var kill = Process.Start("kill", ["-KILL", Property(id, "executable.pid") ?? throw new InvalidOperationException($"{id} does not run.")]);
            await kill.WaitForExitAsync();
        }

        await Deadlines.HoldsAsync(
            () => $"{id} has ended; it is {_newest[id].Snapshot.State?.Text}",
            () => Task.FromResult(KnownResourceStates.TerminalStates.Contains(_newest[id].Snapshot.State?.Text)),
            Deadlines.Healthy);
        return id;
    }

    /// <summary>Returns when it is healthy.</summary>
    public async Task StartAsync(string id)
    {
        using var deadline = new CancellationTokenSource(Deadlines.Healthy);
        var result = await _application.ResourceCommands.ExecuteCommandAsync(id, KnownResourceCommands.StartCommand, deadline.Token);
        if (!result.Success)
        {
            throw new InvalidOperationException($"{id} does not start: {result.Message}");
        }

        await Deadlines.HoldsAsync(
            () => $"{id} is healthy again; it is {_newest[id].Snapshot.State?.Text}",
            () => Task.FromResult(_newest[id].Snapshot.HealthStatus == Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy),
            Deadlines.Healthy);
    }

    public Task<string> DockerAsync(params string[] arguments) => ContainerClient.RunAsync(_machine, CancellationToken.None, arguments);

    /// <summary>Runs a program in the container of a resource.</summary>
    public Task<string> InContainerAsync(string resource, params string[] command) => DockerAsync(["exec", Container(resource), .. command]);

    /// <summary>All that the container of a resource has printed since it started last.</summary>
    public Task<string> LogsAsync(string resource) => DockerAsync("logs", Container(resource));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private string Container(string resource)
    {
        var id = _newest.Values.Single(change => change.Resource.Name == resource).ResourceId;
        return Property(id, "container.id") ?? throw new InvalidOperationException($"{resource} has no container.");
    }

    private string? Property(string id, string name) =>
        Convert.ToString(_newest[id].Snapshot.Properties.FirstOrDefault(property => property.Name == name)?.Value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;

    private async Task WatchAsync()
    {
        await foreach (var change in _application.ResourceNotifications.WatchAsync(_stop.Token))
        {
            _newest[change.ResourceId] = change;
        }
    }
}
