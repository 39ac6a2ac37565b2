using System.Text.Json;
using System.Text.Json.Serialization;
using MySqlConnector;
using ServiceDefaults.Messaging.Consuming;
using ServiceDefaults.Messaging.Contracts;

namespace Benchmarks.Messages;

/// <summary>About as large as what Auth tells of a registration.</summary>
/// <param name="Number">Counts up, so that what was sent and what arrives can be told together.</param>
[Event("benchmark.measured")]
public sealed record Measured(int Number, string Email = "somebody.with.a.name@example.org", string Language = "nb")
{
    public const string Type = "benchmark.measured";
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Measured))]
public sealed partial class MeasuredJson : JsonSerializerContext;

/// <summary>Does nothing of its own: what is measured is the inbox around it.</summary>
internal sealed class MeasuredHandler(Arrivals arrivals) : IHandle<Measured>
{
    public Task HandleAsync(Measured message, EventMetadata metadata, MySqlTransaction transaction, CancellationToken cancellationToken)
    {
        arrivals.Arrive(message.Number);
        return Task.CompletedTask;
    }
}
