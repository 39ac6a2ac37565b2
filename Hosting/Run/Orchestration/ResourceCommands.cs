using System.Collections.Concurrent;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Hosting.Run.Dcp;
using Microsoft.Extensions.Logging;

namespace Hosting.Run.Orchestration;

/// <summary>Start, stop and restart, and a resource's own commands, as the dashboard and tests ask for them.</summary>
internal sealed class ResourceCommands(
    DcpClient dcp,
    ResourceInstances instances,
    ResourceStarter starter,
    ResourceNotificationService notifications,
    IServiceProvider services,
    ILogger logger,
    CancellationToken stopping) : IDisposable
{
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(60);
    private readonly ConcurrentDictionary<IResource, SemaphoreSlim> _turns = new();

    /// <param name="name">An instance's id, or the name of a resource that has one instance only, as in Aspire.</param>
    /// <param name="command"><c>start</c>, <c>stop</c> or <c>restart</c>, or the name of one that the resource has.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal async Task<ExecuteCommandResult> ExecuteAsync(string name, string command, CancellationToken cancellationToken)
    {
        var chosen = instances.Named(name);
        if (chosen.Count != 1)
        {
            return Failed(chosen.Count == 0
                ? $"There is no resource '{name}'."
                : $"'{name}' has {chosen.Count} replicas: name one of {string.Join(", ", chosen.Select(instance => instance.Id))}.");
        }

        if (chosen[0].Resource.Annotations.OfType<ResourceCommandAnnotation>().FirstOrDefault(own => own.Name == command) is { } own)
        {
            return await ExecuteAsync(chosen[0], own, cancellationToken);
        }

        if (!chosen[0].IsProcess && chosen[0].Resource is not ContainerResource)
        {
            return Failed($"'{name}' does not run: it cannot be {command}ed.");
        }

        // One command at a time on a resource: a stop between the two halves of a restart would leave neither done.
        var turn = _turns.GetOrAdd(chosen[0].Resource, _ => new SemaphoreSlim(1));
        if (!await turn.WaitAsync(StopDeadline, cancellationToken))
        {
            return Failed($"'{name}' is still busy with an earlier command.");
        }

        try
        {
            return await ExecuteAsync(chosen, command, cancellationToken);
        }
        catch (Exception exception) when (exception is DistributedApplicationException or HttpRequestException)
        {
            return Failed(exception.Message);
        }
        finally
        {
            await RestartingAsync(chosen, isRestarting: false);
            turn.Release();
        }
    }

    private async Task<ExecuteCommandResult> ExecuteAsync(
        ResourceInstance instance, ResourceCommandAnnotation command, CancellationToken cancellationToken)
    {
        try
        {
            return command.State(notifications.Snapshot(instance.Id)!) == ResourceCommandState.Enabled
                ? await command.ExecuteCommand(new ExecuteCommandContext
                {
                    Services = services,
                    ResourceName = instance.Id,
                    CancellationToken = cancellationToken,
                    Logger = logger,
                })
                : Failed($"'{command.DisplayName}' cannot be executed while {instance.Id} is {State(instance)}.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            logger.LogError(exception, "'{Command}' of {Instance} failed", command.DisplayName, instance.Id);
            return Failed(exception.Message);
        }
    }

    private async Task<ExecuteCommandResult> ExecuteAsync(IReadOnlyList<ResourceInstance> chosen, string command, CancellationToken cancellationToken)
    {
        switch (command)
        {
            case "stop":
                await Task.WhenAll(chosen.Select(StopAsync));
                break;
            case "start":
                chosen = WithoutWait(chosen);
                if (chosen.FirstOrDefault(instance => State(instance) == KnownResourceStates.Stopping) is { } late)
                {
                    return Failed($"{late.Id} is still stopping.");
                }

                await StartAsync([.. chosen.Where(IsStopped)], cancellationToken);
                break;
            case "restart":
                chosen = WithoutWait(chosen);
                await RestartingAsync(chosen, isRestarting: true);
                await Task.WhenAll(chosen.Select(StopAsync));
                await StartAsync(chosen, cancellationToken);
                break;
            default:
                var own = chosen[0].Resource.Annotations.OfType<ResourceCommandAnnotation>().Select(annotation => annotation.Name);
                return Failed($"There is no command '{command}': there are {string.Join(", ", own.Prepend("restart").Prepend("stop").Prepend("start"))}.");
        }

        return chosen.FirstOrDefault(instance => State(instance) == KnownResourceStates.FailedToStart) is { } failed
            ? Failed($"{failed.Id} did not start; its console says why.")
            : new ExecuteCommandResult { Success = true };
    }

    /// <summary>Who starts what waits does not want to wait: then all of the resource start.</summary>
    private IReadOnlyList<ResourceInstance> WithoutWait(IReadOnlyList<ResourceInstance> chosen) =>
        starter.EndWait(chosen[0].Resource) ? instances.Of(chosen[0].Resource) : chosen;

    /// <summary>Goes on although the one who asked may leave: half a stop would be neither.</summary>
    private async Task StopAsync(ResourceInstance instance)
    {
        if (!IsStopped(instance))
        {
            await (instance.IsProcess
                ? dcp.StopAsync(DcpKinds.Executable, ObjectName(instance), stopping)
                : dcp.StopAsync(DcpKinds.Container, ObjectName(instance), stopping));
            await Deadline.WithinAsync(
                StopDeadline, $"{instance.Id} did not stop",
                token => notifications.WaitForAllAsync(instance.Resource.Name, awaited: null, _ => IsStopped(instance), token),
                stopping);
        }

        if (instance.IsProcess)
        {
            if (State(instance) == KnownResourceStates.Unknown)
            {
                throw new DistributedApplicationException($"DCP could not stop {instance.Id}: its process may still run.");
            }

            return;
        }

        // A start makes a new container anyway, and DCP 0.25 inspects one that it has stopped without a pause.
        await DeleteAsync(instance, stopping);
        await notifications.PublishUpdateAsync(instance.Resource, instance.Id, Snapshots.Removed);
    }

    private async Task StartAsync(IReadOnlyList<ResourceInstance> chosen, CancellationToken cancellationToken)
    {
        if (chosen.Count == 0)
        {
            return;
        }

        await Task.WhenAll(chosen.Select(instance => DeleteAsync(instance, cancellationToken)));

        // What was asked for goes on although the one who asked may leave.
        await starter.StartInstancesAsync(chosen[0].Resource, chosen, stopping);
    }

    private Task DeleteAsync(ResourceInstance instance, CancellationToken cancellationToken) => instance.IsProcess
        ? dcp.DeleteAsync(DcpKinds.Executable, ObjectName(instance), cancellationToken)
        : dcp.DeleteAsync(DcpKinds.Container, ObjectName(instance), cancellationToken);

    private async Task RestartingAsync(IReadOnlyList<ResourceInstance> chosen, bool isRestarting)
    {
        foreach (var instance in chosen)
        {
            await notifications.PublishUpdateAsync(instance.Resource, instance.Id, snapshot => snapshot with { IsRestarting = isRestarting });
        }
    }

    private bool IsStopped(ResourceInstance instance) => notifications.Snapshot(instance.Id) is not { IsStopped: false };

    private string ObjectName(ResourceInstance instance) => InstanceSpecs.ObjectName(instance, notifications.Snapshot(instance.Id));

    private string? State(ResourceInstance instance) => notifications.Snapshot(instance.Id)?.State?.Text;

    public void Dispose()
    {
        foreach (var turn in _turns.Values)
        {
            turn.Dispose();
        }
    }

    private static ExecuteCommandResult Failed(string message) => new() { Success = false, Message = message };
}
