using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dapper;
using MySqlConnector;

namespace ServiceDefaults.Messaging.Outbox;

/// <summary>Where a service puts its events, in the very transaction that makes them true.</summary>
public sealed class EventOutbox
{
    /// <summary>An event tells what happened; it is no transport for documents. In bytes of JSON.</summary>
    public const int MaxBodySize = 256 * 1024;

    private const int MaxSubjectLength = 200;
    private const int MaxTraceStateLength = 512;

    private readonly Dictionary<Type, PublishedEvent> _events;
    private readonly OutboxSignal _signal;

    internal EventOutbox(IEnumerable<PublishedEvent> events, OutboxSignal signal)
    {
        _events = events.ToDictionary(published => published.Record);
        _signal = signal;
    }

    /// <summary>
    /// Writes the event beside the caller's own changes. It is sent once the transaction commits, and never if it does not. Events
    /// about one subject are sent in the order of their commits if whoever publishes them locks what they are about first.
    /// </summary>
    /// <param name="subject">What the event is about, such as the account's id; at most 200 characters.</param>
    /// <param name="aggregateVersion">From 1, and greater with every event about the same subject, for consumers that ignore older ones.</param>
    /// <returns>The id under which every consumer will know the event.</returns>
    /// <exception cref="InvalidOperationException">The event's type is not registered, or the event is too large.</exception>
    public async Task<Guid> PublishAsync<TEvent>(
        MySqlTransaction transaction,
        TEvent message,
        string subject,
        long? aggregateVersion = null,
        CancellationToken cancellationToken = default)
        where TEvent : class
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(message);
        ArgumentException.ThrowIfNullOrEmpty(subject);
        if (subject.Length > MaxSubjectLength)
        {
            throw new ArgumentException($"A subject has at most {MaxSubjectLength} characters.", nameof(subject));
        }

        if (aggregateVersion is < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(aggregateVersion), aggregateVersion, "Versions begin at 1.");
        }

        var connection = transaction.Connection ?? throw new InvalidOperationException("The transaction is over.");

        var published = _events.GetValueOrDefault(typeof(TEvent))
            ?? throw new InvalidOperationException($"{typeof(TEvent)} is not registered: AddMessaging(…).Publishes(…).");
        var id = Guid.CreateVersion7();
        await connection.ExecuteAsync(new CommandDefinition(
            OutboxSql.Insert,
            new
            {
                MessageId = id.ToString(),
                published.Schema.Type,
                published.Schema.Version,
                Subject = subject,
                AggregateVersion = aggregateVersion,
                TraceParent = Activity.Current?.Id,
                TraceState = TraceState(Activity.Current),
                Body = Serialize(message, (JsonTypeInfo<TEvent>)published.Json),
            },
            transaction,
            cancellationToken: cancellationToken));
        _signal.Set();
        return id;
    }

    // W3C lets a longer one be dropped; a caller's header must not make the insert fail.
    private static string? TraceState(Activity? activity) =>
        activity?.TraceStateString is { Length: <= MaxTraceStateLength } state ? state : null;

    private static byte[] Serialize<TEvent>(TEvent message, JsonTypeInfo<TEvent> json)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(message, json);
        return body.Length <= MaxBodySize
            ? body
            : throw new InvalidOperationException($"{typeof(TEvent)} has {body.Length} bytes; an event has at most {MaxBodySize}.");
    }
}
