using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ServiceDefaults.Messaging.Telemetry;

/// <summary>
/// A detail, never a reason to turn away: while the broker is gone the service goes on, and what it has to tell waits in the outbox.
/// </summary>
internal sealed class MessagingHealth(MessagingState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = state.Parts.ToDictionary(part => part.Key, object (part) => part.Value, StringComparer.Ordinal);
        data["outbox.backlog"] = state.Backlog.Size;
        data["outbox.age"] = state.Backlog.Age;
        data["outbox.held"] = state.Backlog.Held;
        var backlog = state.Backlog.Size == 0 ? "The outbox is empty." : $"{state.Backlog.Size} events wait, the oldest for {state.Backlog.Age:0} s.";
        return Task.FromResult(HealthCheckResult.Healthy(backlog, data));
    }
}
