using System.Text.Json.Serialization.Metadata;
using ServiceDefaults.Messaging.Contracts;

namespace ServiceDefaults.Messaging.Outbox;

internal sealed record PublishedEvent(Type Record, EventSchema Schema, JsonTypeInfo Json);
