using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServiceDefaults.Messaging.Consuming;

namespace ServiceDefaults.Messaging.Broker;

/// <summary>
/// Sees to it that a queue has its policies before it is consumed. Without them a rejected message comes back at once, and is thrown
/// away after twenty deliveries.
/// </summary>
internal sealed partial class Policies(
    ManagementApi management, IOptions<MessagingOptions> options, TimeProvider clock, ILogger<Policies> logger)
{
    /// <summary>Returns when the policies are put. A failure is told and tried again until then.</summary>
    public async Task PutAsync(ConsumedQueue queue, CancellationToken cancellationToken)
    {
        if (!management.IsKnown)
        {
            LogNotOurs(queue.Name);
            return;
        }

        for (var pause = TimeSpan.FromMilliseconds(500); ; pause = pause * 2 < options.Value.MaxBackOff ? pause * 2 : options.Value.MaxBackOff)
        {
            try
            {
                // The dead letters' first: whatever comes there must be safe.
                await management.PutPolicyAsync(Policy.OfDeadLetters(queue), cancellationToken);
                await management.PutPolicyAsync(Policy.Of(queue), cancellationToken);
                return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                LogFailed(exception, queue.Name, pause);
            }

            await Task.Delay(pause, clock, cancellationToken);
        }
    }

    [LoggerMessage(
        LogLevel.Warning,
        "Messaging:ManagementUrl is not set: the policies of the queue {Queue} (retries with delay, dead letters) are taken to be put by others")]
    private partial void LogNotOurs(string queue);

    [LoggerMessage(
        LogLevel.Error,
        "The policies of the queue {Queue} could not be put, so it is not consumed yet. The next try is in {Pause}")]
    private partial void LogFailed(Exception exception, string queue, TimeSpan pause);
}
