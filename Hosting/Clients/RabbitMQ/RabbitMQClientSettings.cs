namespace Aspire.RabbitMQ.Client;

/// <summary>What the section <c>Aspire:RabbitMQ:Client</c>, or its child named after the connection, may set.</summary>
public sealed class RabbitMQClientSettings
{
    /// <summary><c>ConnectionStrings:{name}</c> takes precedence over this one when both are present.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>How often a server that cannot be reached is tried again, after 1, 2, 4 seconds and so on; 0 for never.</summary>
    public int MaxConnectRetryCount { get; set; } = 5;

    public bool DisableHealthChecks { get; set; }

    public bool DisableTracing { get; set; }
}
