using System.Collections.Concurrent;
using ServiceDefaults.Messaging.Outbox;

namespace ServiceDefaults.Messaging.Telemetry;

/// <summary>How the parts are doing, for metrics and health.</summary>
internal sealed class MessagingState
{
    private readonly ConcurrentDictionary<string, string> _parts = new(StringComparer.Ordinal);

    public Backlog Backlog { get; set; } = new();

    public IReadOnlyDictionary<string, string> Parts => _parts;

    /// <param name="part">"relay", or a queue.</param>
    public void Set(string part, string state) => _parts[part] = state;
}
