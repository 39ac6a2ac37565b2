using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Hosting.Run.Dcp;
using Microsoft.Extensions.Logging;

namespace Hosting.Run.Orchestration;

/// <summary>Follows what DCP runs: states into snapshots, output into consoles.</summary>
internal sealed class InstanceWatcher(
    DcpClient dcp, ResourceInstances instances, ResourceNotificationService notifications, ResourceLoggerService consoles, ILogger logger)
{
    private static readonly TimeSpan LastLines = TimeSpan.FromSeconds(1);
    private static readonly CustomResourceSnapshot Blank = new() { ResourceType = "", Properties = [] };
    private readonly ConcurrentDictionary<string, Task> _logs = new();

    internal Task WatchAsync(CancellationToken cancellationToken) => Task.WhenAll(
        WatchAsync(DcpKinds.Executable, ["stdout", "stderr", "system"], (snapshot, item) => Snapshots.Apply(snapshot, item), cancellationToken),
        WatchAsync(DcpKinds.Container, ["startup_stderr", "stdout", "stderr", "system"], (snapshot, item) => Snapshots.Apply(snapshot, item), cancellationToken));

    private async Task WatchAsync<TSpec, TStatus>(
        DcpKind<TSpec, TStatus> kind,
        IReadOnlyList<string> sources,
        Func<CustomResourceSnapshot, DcpObject<TSpec, TStatus>, CustomResourceSnapshot> apply,
        CancellationToken cancellationToken)
    {
        await foreach (var (name, item) in dcp.WatchAsync(kind, cancellationToken))
        {
            if (item is null)
            {
                _logs.TryRemove(name, out _);
                continue;
            }

            if (instances.All.FirstOrDefault(instance => IsNameOf(instance, notifications.Snapshot(instance.Id))) is not { } instance)
            {
                continue;
            }

            if (item.Status is not null)
            {
                // DCP has output as soon as it has a status. One stream a source, until the object is deleted.
                var logs = _logs.GetOrAdd(name, _ => Task.WhenAll(
                    sources.Select(source => ReadAsync(kind.Plural, name, source, instance.Id, cancellationToken))));
                if (apply(Blank, item).HasEnded)
                {
                    // Whoever hears of the end asks for the last lines: let them arrive first. Once only: where events pile
                    // up unread, DCP's server holds up everybody else who watches, its own controllers too.
                    await Task.WhenAny(logs, Task.Delay(LastLines, cancellationToken));
                    _logs[name] = Task.CompletedTask;
                }
            }

            // It may have been started anew while those lines came.
            await notifications.PublishUpdateAsync(
                instance.Resource, instance.Id, snapshot => IsNameOf(instance, snapshot) ? apply(snapshot, item) : snapshot);

            bool IsNameOf(ResourceInstance instance, CustomResourceSnapshot? snapshot) => name == InstanceSpecs.ObjectName(instance, snapshot);
        }
    }

    private async Task ReadAsync(string plural, string name, string source, string instance, CancellationToken cancellationToken)
    {
        try
        {
            var isError = source is "stderr" or "startup_stderr";
            await foreach (var text in dcp.LogAsync(plural, name, source, follow: true, cancellationToken))
            {
                // What DCP says of the instance is told apart from what the instance says.
                var line = source == "system" ? text.Insert(text.IndexOf(' ', StringComparison.Ordinal) + 1, "[sys] ") : text;
                consoles.Append(instance, line, isError);
                logger.LogDebug("{Instance}: {Line}", instance, line);
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                logger.LogDebug(exception, "The {Source} of {Instance} is no longer read.", source, instance);
            }
        }
    }
}
