namespace Aspire.MySqlConnector;

/// <summary>What the section <c>Aspire:MySqlConnector</c>, or its child named after the connection, may set.</summary>
public sealed class MySqlConnectorSettings
{
    /// <summary><c>ConnectionStrings:{name}</c> takes precedence over this one when both are present.</summary>
    public string? ConnectionString { get; set; }

    public bool DisableHealthChecks { get; set; }

    public bool DisableTracing { get; set; }

    public bool DisableMetrics { get; set; }
}
