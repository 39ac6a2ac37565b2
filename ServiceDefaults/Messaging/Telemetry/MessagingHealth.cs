using System.Globalization;
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
        var parts = string.Join(", ", state.Parts.OrderBy(part => part.Key, StringComparer.Ordinal).Select(part => $"{part.Key} {part.Value}"));
        var description = string.Create(
            CultureInfo.InvariantCulture,
            $"In the outbox {state.Backlog.Size}, the oldest for {state.Backlog.Age:0} s, held {state.Backlog.Held}; {parts}.");
        return Task.FromResult(HealthCheckResult.Healthy(description, data));
    }
}
