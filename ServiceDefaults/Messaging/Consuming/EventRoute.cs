using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using MySqlConnector;
using ServiceDefaults.Messaging.Contracts;

namespace ServiceDefaults.Messaging.Consuming;

/// <summary>From the type of an event to its handler.</summary>
internal sealed record EventRoute(
    EventSchema Schema,
    bool IgnoreOlder,
    Func<EventMetadata, ReadOnlyMemory<byte>, Func<IServiceProvider, MySqlTransaction, CancellationToken, Task>> Open)
{
    public static EventRoute To<TEvent, THandler>(JsonTypeInfo<TEvent> json, bool ignoreOlder)
        where TEvent : class
        where THandler : class, IHandle<TEvent>
    {
        var schema = EventSchema.Of(typeof(TEvent));
        return new(schema, ignoreOlder, (metadata, body) =>
        {
            var message = Read(json, body, schema);
            return (services, transaction, cancellationToken) =>
                services.GetRequiredService<THandler>().HandleAsync(message, metadata, transaction, cancellationToken);
        });
    }

    private static TEvent Read<TEvent>(JsonTypeInfo<TEvent> json, ReadOnlyMemory<byte> body, EventSchema schema)
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, json)
                ?? throw new DeadLetterException($"The body is null; expected is {schema.Type} as a JSON object.");
        }
        catch (JsonException exception)
        {
            // Not the exception's text, which may quote the body.
            throw new DeadLetterException(
                $"The body is not the JSON of {schema.Type}, version {schema.OldestVersion} to {schema.Version}: " +
                $"look at {exception.Path ?? "$"}, line {exception.LineNumber + 1}.");
        }
    }
}
