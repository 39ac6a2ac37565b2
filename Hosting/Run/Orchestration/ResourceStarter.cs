using System.Collections.Concurrent;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Hosting.Run.Dcp;
using Microsoft.Extensions.Logging;

namespace Hosting.Run.Orchestration;

/// <summary>Starts resources: each waits for what it needs, then its instances are handed to DCP.</summary>
internal sealed class ResourceStarter(
    DcpClient dcp,
    ResourceInstances instances,
    IReadOnlyDictionary<string, string> images,
    DistributedApplicationExecutionContext context,
    IDistributedApplicationEventing eventing,
    ResourceNotificationService notifications,
    ResourceLoggerService consoles,
    IServiceProvider services,
    ILogger logger)
{
    /// <summary>Resources whose waits are not over.</summary>
    private readonly ConcurrentDictionary<IResource, CancellationTokenSource> _waiting = new();

    /// <summary>Starts a resource when what it waits for is there. A fault becomes the state of its instances; it is not thrown.</summary>
    internal async Task StartAsync(IResource resource, CancellationToken cancellationToken)
    {
        var wait = _waiting[resource] = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            await WaitAsync(resource, wait.Token);
        }
        catch (OperationCanceledException)
        {
            // The application ends, or somebody did not want to wait.
        }

        if (EndWait(resource) && !cancellationToken.IsCancellationRequested)
        {
            await StartInstancesAsync(resource, instances.Of(resource), cancellationToken);
        }
    }

    /// <summary>Starts a child of another resource, such as a database, as often as its parent becomes ready.</summary>
    internal async Task FollowParentAsync(IResourceWithParent child, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await StartAsync(child, cancellationToken);
            await notifications.WaitForAllAsync(child.Parent.Name, awaited: null, all => all.Any(e => !e.Snapshot.Runs), cancellationToken);
        }
    }

    /// <summary>Ends a resource's wait before its time.</summary>
    /// <returns>Whether it was the caller who ended it, and who is then to start the resource.</returns>
    internal bool EndWait(IResource resource)
    {
        if (!_waiting.TryRemove(resource, out var wait))
        {
            return false;
        }

        wait.Cancel();
        wait.Dispose();
        return true;
    }

    /// <summary>Starts some instances of a resource at once: first the events, then each instance with its own values.</summary>
    internal async Task StartInstancesAsync(IResource resource, IReadOnlyList<ResourceInstance> chosen, CancellationToken cancellationToken)
    {
        try
        {
            await PublishAsync(chosen, snapshot => Snapshots.Starting(snapshot, resource));
            if (resource is IResourceWithConnectionString)
            {
                await eventing.PublishAsync(new ConnectionStringAvailableEvent(resource, services), cancellationToken);
            }

            await eventing.PublishAsync(new BeforeResourceStartedEvent(resource, services), cancellationToken);
            await Task.WhenAll(chosen.Select(instance => CreateAsync(instance, cancellationToken)));
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            await FailAsync(chosen, exception);
        }
    }

    private async Task CreateAsync(ResourceInstance instance, CancellationToken cancellationToken)
    {
        var name = InstanceSpecs.ObjectName(instance, notifications.Snapshot(instance.Id));
        var annotations = InstanceSpecs.Annotations(instance);
        switch (instance.Resource)
        {
            case ProjectResource project:
                var values = await InstanceValues.OfAsync(project, context, cancellationToken);
                await dcp.CreateAsync(
                    DcpKinds.Executable, name, InstanceSpecs.Executable(project, values), annotations, cancellationToken);
                break;
            case ExecutableResource executable:
                values = await InstanceValues.OfAsync(executable, context, cancellationToken);
                await dcp.CreateAsync(
                    DcpKinds.Executable, name, InstanceSpecs.Executable(executable, values), annotations, cancellationToken);
                break;
            case ContainerResource container:
                values = await InstanceValues.OfAsync(container, context, cancellationToken);
                var image = images.GetValueOrDefault(container.Image.Reference, container.Image.Reference);
                await dcp.CreateAsync(
                    DcpKinds.Container, name, InstanceSpecs.Container(container, instance.Id, image, values),
                    annotations, cancellationToken);
                break;
            case IValueProvider value:
                // Nothing runs: it is there as soon as its value is.
                var text = await value.GetValueAsync(cancellationToken);
                await PublishAsync([instance], snapshot => Snapshots.WithValue(snapshot, instance.Resource, text));
                break;
            default:
                throw new DistributedApplicationException($"There is no way to run a {instance.Resource.GetType().Name}.");
        }
    }

    private async Task WaitAsync(IResource resource, CancellationToken cancellationToken)
    {
        var waits = resource.Annotations.OfType<WaitAnnotation>().ToList();
        if (resource is IResourceWithParent child)
        {
            waits.Add(new WaitAnnotation(child.Parent, WaitType.WaitUntilHealthy));
        }

        if (waits.Count > 0)
        {
            await PublishAsync(instances.Of(resource), snapshot => Snapshots.Waiting(snapshot, waits.Select(wait => wait.Resource)));
        }

        await Task.WhenAll(waits.Select(wait => WaitAsync(resource, wait, cancellationToken)));
    }

    private async Task WaitAsync(IResource resource, WaitAnnotation wait, CancellationToken cancellationToken)
    {
        try
        {
            await UntilAsync(wait, mayFail: true, cancellationToken);
        }
        catch (DistributedApplicationException exception)
        {
            // Said at once: this wait will not end by itself. But a person may mend and restart what failed, and then we go on.
            await FailAsync(instances.Of(resource), exception);
            await UntilAsync(wait, mayFail: false, cancellationToken);
        }
    }

    private async Task UntilAsync(WaitAnnotation wait, bool mayFail, CancellationToken cancellationToken)
    {
        var name = wait.Resource.Name;
        if (wait.WaitType == WaitType.WaitUntilHealthy)
        {
            await notifications.WaitForAllAsync(name, mayFail ? "healthy" : null, ResourceNotificationService.Ready, cancellationToken);
            return;
        }

        await notifications.WaitForAllAsync(
            name,
            awaited: null,
            all => all.All(e => e.Snapshot.HasEnded) && (all.All(e => e.Snapshot.ExitCode == wait.ExitCode)
                || (mayFail ? throw NotCompleted(wait, all) : false)),
            cancellationToken);
    }

    private DistributedApplicationException NotCompleted(WaitAnnotation wait, IReadOnlyList<ResourceEvent> ended) => new(
        $"'{wait.Resource.Name}' was to end with exit code {wait.ExitCode}: " +
        consoles.Describe(ended.First(e => e.Snapshot.ExitCode != wait.ExitCode)));

    private async Task FailAsync(IReadOnlyList<ResourceInstance> failed, Exception exception)
    {
        logger.LogError("{Resource} does not start: {Reason}", failed[0].Resource.Name, exception.Message);
        foreach (var instance in failed)
        {
            consoles.Say(instance.Id, exception.Message);
        }

        await PublishAsync(failed, snapshot => snapshot with { State = new(KnownResourceStates.FailedToStart, "error") });
    }

    private async Task PublishAsync(IReadOnlyList<ResourceInstance> chosen, Func<CustomResourceSnapshot, CustomResourceSnapshot> change)
    {
        foreach (var instance in chosen)
        {
            await notifications.PublishUpdateAsync(instance.Resource, instance.Id, change);
        }
    }
}
