namespace ServiceDefaults.Messaging.Contracts;

/// <summary>What is known of an event beside its body: CloudEvents' context attributes.</summary>
/// <param name="Id">Unique per source; a message that is sent again keeps it.</param>
/// <param name="Source">Which service published it, such as <c>/auth</c>.</param>
/// <param name="Time">When it happened: when it was put into the outbox.</param>
/// <param name="Subject">What it is about: the id of the account, the order…</param>
/// <param name="SchemaVersion">Version of the body's schema.</param>
/// <param name="AggregateVersion">Grows with every event about the same subject, if the publisher counts.</param>
public sealed record EventMetadata(
    string Id, string Type, string Source, DateTimeOffset Time, string Subject, int SchemaVersion, long? AggregateVersion);
