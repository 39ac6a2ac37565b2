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
    /// <summary>Starts a resource when what it waits for is there. A fault becomes the state of its instances; it is not thrown.</summary>
    internal async Task StartAsync(IResource resource, CancellationToken cancellationToken)
    {
        try
        {
            await WaitAsync(resource, cancellationToken);
            await StartInstancesAsync(resource, instances.Of(resource), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The application ends.
        }
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
        switch (instance.Resource)
        {
            case ProjectResource project:
                var values = await InstanceValues.OfAsync(project, context, cancellationToken);
                await dcp.CreateAsync(
                    DcpKinds.Executable, instance.Id, InstanceSpecs.Executable(project, values), InstanceSpecs.Annotations(instance), cancellationToken);
                break;
            case ContainerResource container:
                values = await InstanceValues.OfAsync(container, context, cancellationToken);
                var image = images.GetValueOrDefault(container.Image.Reference, container.Image.Reference);
                await dcp.CreateAsync(
                    DcpKinds.Container, instance.Id, InstanceSpecs.Container(container, instance.Id, image, values),
                    InstanceSpecs.Annotations(instance), cancellationToken);
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
            await (wait.WaitType == WaitType.WaitForCompletion ? CompletedAsync(wait, cancellationToken) : HealthyAsync(wait, "healthy", cancellationToken));
        }
        catch (DistributedApplicationException exception)
        {
            // Said at once: this wait will not end by itself. But a person may mend and restart what failed, and then we go on.
            await FailAsync(instances.Of(resource), exception);
            await HealthyAsync(wait, awaited: null, cancellationToken);
        }
    }

    private Task<IReadOnlyList<ResourceEvent>> HealthyAsync(WaitAnnotation wait, string? awaited, CancellationToken cancellationToken) =>
        notifications.WaitAsync(wait.Resource.Name, awaited, ResourceNotificationService.Ready, cancellationToken);

    private async Task CompletedAsync(WaitAnnotation wait, CancellationToken cancellationToken)
    {
        var ended = await notifications.WaitAsync(
            wait.Resource.Name,
            awaited: null,
            all => all.All(e => KnownResourceStates.TerminalStates.Contains(e.Snapshot.State?.Text)),
            cancellationToken);
        if (ended.FirstOrDefault(e => e.Snapshot.ExitCode != wait.ExitCode) is { } other)
        {
            throw new DistributedApplicationException(
                $"'{wait.Resource.Name}' was to end with exit code {wait.ExitCode}: {consoles.Describe(other)}");
        }
    }

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
