using Aspire.Hosting.ApplicationModel;
using Grpc.Core;
using Hosting.Run.Dashboard.Wire;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hosting.Run.Dashboard;

/// <summary>What the dashboard asks of a run: its resources, their console output, their commands.</summary>
internal sealed class ResourceService(
    ResourceNotificationService notifications,
    ResourceLoggerService logs,
    ResourceCommandService commands,
    ApplicationName application,
    IHostApplicationLifetime lifetime,
    ILogger<ResourceService> logger) : DashboardService.DashboardServiceBase
{
    /// <summary>The dashboard refuses messages above 16 MB; a resource has some 10 kB, most of it environment.</summary>
    private const int ResourcesPerMessage = 200;

    /// <summary>Characters, of up to 3 bytes each.</summary>
    private const int LogPerMessage = 1_000_000;

    public override Task<ApplicationInformationResponse> GetApplicationInformation(
        ApplicationInformationRequest request, ServerCallContext context) =>
        Task.FromResult(new ApplicationInformationResponse { ApplicationName = application.Value });

    public override Task WatchResources(
        WatchResourcesRequest request, IServerStreamWriter<WatchResourcesUpdate> responseStream, ServerCallContext context) =>
        UntilEnd(context, async cancellationToken =>
        {
            var isInitial = true;
            await foreach (var batch in Batches.Of(notifications.WatchAsync, ResourcesPerMessage, cancellationToken))
            {
                // Only the newest snapshot of an instance matters.
                var newest = batch.GroupBy(change => change.ResourceId, StringComparer.Ordinal).Select(changes => ToWire(changes.Last()));
                await responseStream.WriteAsync(isInitial ? InitialData(newest) : Changes(newest), cancellationToken);
                isInitial = false;
            }
        });

    public override Task WatchResourceConsoleLogs(
        WatchResourceConsoleLogsRequest request,
        IServerStreamWriter<WatchResourceConsoleLogsUpdate> responseStream,
        ServerCallContext context) =>
        UntilEnd(context, async cancellationToken =>
        {
            var id = request.ResourceName;
            if (notifications.Snapshot(id) is null)
            {
                throw new RpcException(new Status(StatusCode.NotFound, $"There is no resource '{id}'."));
            }

            if (request.SuppressFollow)
            {
                await WriteAsync(logs.Last(id, int.MaxValue));
                return;
            }

            await foreach (var batch in logs.WatchAsync(id, cancellationToken))
            {
                await WriteAsync(batch);
            }

            async Task WriteAsync(IReadOnlyList<LogLine> lines)
            {
                foreach (var update in ConsoleLogs.ToWire(lines, LogPerMessage))
                {
                    await responseStream.WriteAsync(update, cancellationToken);
                }
            }
        });

    public override async Task<ResourceCommandResponse> ExecuteResourceCommand(ResourceCommandRequest request, ServerCallContext context)
    {
        // The dashboard ends the call only if its reader presses Cancel; closing the page does not.
        using var end = EndOf(context);
        try
        {
            var result = await commands.ExecuteCommandAsync(request.ResourceName, request.CommandName, end.Token);
            return ResourceCommands.ToWire(result);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return new ResourceCommandResponse { Kind = ResourceCommandResponseKind.Cancelled };
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "Command '{Command}' on '{Resource}' failed", request.CommandName, request.ResourceName);
            return new ResourceCommandResponse { Kind = ResourceCommandResponseKind.Failed, Message = exception.Message };
        }
    }

    private static WatchResourcesUpdate InitialData(IEnumerable<Wire.Resource> resources) =>
        new() { InitialData = new() { Resources = { resources } } };

    private static WatchResourcesUpdate Changes(IEnumerable<Wire.Resource> resources) =>
        new() { Changes = new() { Value = { resources.Select(resource => new WatchResourcesChange { Upsert = resource }) } } };

    private Wire.Resource ToWire(ResourceEvent change)
    {
        var parent = change.Resource is IResourceWithParent child ? notifications.Instances(child.Parent) : [];
        return ResourceMapping.ToWire(change, parent is [var instance, ..] ? instance.ResourceId : null, application.Since);
    }

    private async Task UntilEnd(ServerCallContext context, Func<CancellationToken, Task> stream)
    {
        using var end = EndOf(context);
        try
        {
            await stream(end.Token);
        }
        catch (Exception exception) when (end.IsCancellationRequested && exception is OperationCanceledException or IOException)
        {
            logger.LogDebug(exception, "{Method} ended", context.Method);
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            logger.LogError(exception, "{Method} failed", context.Method);
            throw;
        }
    }

    // Calls end by themselves when the host stops, or else it would wait for the dashboard to hang up.
    private CancellationTokenSource EndOf(ServerCallContext context) =>
        CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
}

/// <param name="Value">As the dashboard's title shows it.</param>
/// <param name="Since">When the run began.</param>
internal sealed record ApplicationName(string Value, DateTime Since);
