namespace ServiceDefaults.Messaging;

/// <summary>Names of connection strings.</summary>
internal sealed record MessagingConnections(string Broker, string Database);
